// The one test that waits for as long as a real proxy does. All others divide the spans on both sides.
import assert from "node:assert/strict";
import { once } from "node:events";
import { it } from "node:test";
import { Client } from "closewise";
import { suspects } from "closewise/suspects";
import { WebSocket } from "ws";

const CHAOS = process.env.CHAOS_URL;

it("names nginx after a minute in which nothing was said", { timeout: 90_000 }, async () => {
  const client = new Client(`${CHAOS}/as?like=nginx-idle`, [], {
    WebSocket,
    suspects,
    reconnect: false,
  });
  const [{ code, uptime, diagnosis }] = await once(client, "close");
  assert.equal(code, 1006);
  assert.ok(uptime >= 59_000 && uptime < 64_000, `${uptime}`);
  const [first] = diagnosis.suspects;
  assert.deepEqual(
    { key: first.key, kind: first.kind, span: first.span },
    { key: "nginx-proxy-read-timeout", kind: "idle-timeout", span: 60_000 },
  );
});
