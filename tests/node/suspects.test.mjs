// The signatures of the package, as an app imports them, and a client that finds a lifetime by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, diagnose } from "closewise";
import { suspects } from "closewise/suspects";
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
