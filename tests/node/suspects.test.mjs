// The signatures of the package, as an app imports them, and a client that finds a lifetime by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, DiagnosingWebSocket, diagnose } from "closewise";
import { suspects } from "closewise/suspects";
import { FakeServer } from "closewise/testing";
import { WebSocket } from "ws";

test("each signature is one that the classifier takes, and found where all that it names is so", () => {
  assert.ok(suspects.length > 30, "the table is there");
  for (const signature of suspects) {
    const { key, name, codes = [], span, words = [] } = signature;
    const lasted = span && span.from + 1;
    const context = {
      opened: true,
      ...(span?.measure === "age"
        ? { uptime: lasted, inboundSilence: 0, outboundSilence: 0 }
        : { uptime: 1e9, inboundSilence: lasted ?? 0, outboundSilence: lasted ?? 0 }),
    };
    const close = { code: codes[0] ?? 1006, reason: words[0] ?? "", wasClean: codes[0] !== 1006 };
    const found = diagnose(close, context, { suspects: [signature] }).suspects;
    assert.deepEqual([found[0]?.key, found[0]?.name], [key, name]);
  }
});

test("each signature has a key of its own", () => {
  const keys = suspects.map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});

for (const [name, Class] of Object.entries({ Client, DiagnosingWebSocket })) {
  test(`a ${name} names products by its option, and kinds without`, async () => {
    const suspectsOf = async (options) => {
      const server = new FakeServer();
      const client = new Class("wss://example.com", [], {
        WebSocket: server.WebSocket,
        ...options,
      });
      const closed = new Promise((resolve) => client.addEventListener("close", resolve));
      server.connections[0].accept();
      server.connections[0].close(1011, "keepalive ping timeout");
      const { diagnosis } = await closed;
      client.close();
      return diagnosis.suspects.map(({ key }) => key);
    };
    const named = "python-websockets-keepalive";
    assert.equal((await suspectsOf({ suspects }))[0], named);
    const kinds = await suspectsOf({});
    assert.equal(kinds[0], "keepalive-timeout.words");
    assert.ok(!kinds.includes(named));
  });
}

// Ages under 4 s are no limit of anything, so this takes the time that it takes.
test("a client finds the lifetime that a server ended three connections at", async () => {
  const client = new Client(`${process.env.CHAOS_URL}/lifetime?for=4100`, [], {
    WebSocket,
    reconnect: { when: () => "retry-now", maxAttempts: 3 },
  });
  const found = [];
  const talking = setInterval(() => client.send("busy"), 500);
  try {
    await new Promise((resolve) => {
      client.addEventListener("close", ({ diagnosis }) => {
        found.push(diagnosis.suspects.find(({ key }) => key === "lifetime.same-age"));
        if (found.length === 3) resolve();
      });
    });
  } finally {
    clearInterval(talking);
    client.close();
  }
  assert.deepEqual(found.slice(0, 2), [undefined, undefined]);
  assert.ok(Math.abs(found[2].span - 4100) < 200, `${found[2].span} ms`);
});
