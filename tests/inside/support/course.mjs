// What every library has to get right with the class that it was handed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { made } from "./recorded.mjs";

/** What a library is set to wait before it tries again, in ms. */
export const RETRY = 20;

/** What does not come round would be awaited for ever. */
const WITHIN = { timeout: 20_000 };

const DROPPED = /^The connection was lost: it ended without a Close frame\b/;

/**
 * Adds the tests of a library. `start(replace)` runs its recipe, with more texts replaced, and resolves to what a test
 * needs: the `server` that the library talks to, `said`, what the recipe logs, `roundTrip()`, which resolves once a
 * message went there and back, and `end()`, the library's own.
 */
export function testInside(library, start) {
  test(
    `${library} comes back after a drop that was diagnosed, and leaves nothing open`,
    WITHIN,
    async (t) => {
      const { server, said, roundTrip, end } = await started(t, start);
      await roundTrip();
      server.drop();
      await server.connections(2, 1);
      await roundTrip();
      assert.deepEqual([said.length, DROPPED.test(said[0])], [1, true], said.join("\n"));
      await end();
      await server.connections(2, 0);
      await Promise.all(made.map(({ ended }) => ended));
      await noMore();
      assert.deepEqual([made.length, server.accepted], [2, 2]);
    },
  );

  test(`${library} does not come back after a close that says stop`, WITHIN, async (t) => {
    const { server, said, roundTrip } = await started(t, start);
    await roundTrip();
    server.close(1008);
    await server.connections(1, 0);
    await noMore();
    assert.equal(server.accepted, 1);
    assert.deepEqual([said.length, /1008/.test(said[0])], [1, true], said.join("\n"));
  });
}

/** Adds the test of what `DiagnosingWebSocket` is there for. */
export function testWithClient(library, start) {
  test(`${library} leaves a connection open if it is handed a Client`, WITHIN, async (t) => {
    const { server, roundTrip, end } = await started(t, start, {
      "{ DiagnosingWebSocket }": "{ Client as DiagnosingWebSocket }",
    });
    await roundTrip();
    server.drop();
    await server.connections(3, 2);
    await end();
    await server.connections(3, 1);
    await noMore();
    assert.equal(server.open, 1);
    // The verdict of this code ends the client that is left.
    server.close(1008);
    await server.connections(3, 0);
  });
}

async function started(t, start, replace = {}) {
  made.length = 0;
  const parts = await start(replace);
  t.after(async () => {
    await parts.end();
    await parts.server.stop();
  });
  return parts;
}

/** That nothing comes cannot be awaited. */
const noMore = () => wait(10 * RETRY);
