// The probes of a silent peer, as the option `liveness` describes them.
import { assert } from "chai";
import type { ClientCloseEvent } from "closewise";
import { chaos, closeAll, next } from "./support/both.js";
import { connect, logOf } from "./support/client.js";

describe("liveness", () => {
  afterEach(closeAll);

  it("keeps the answers to its probes to itself, and measures the round trip in ms", async () => {
    const client = connect(chaos("/heartbeat?answers=2"), {
      liveness: { interval: 20, timeout: 100, probe: "ping", isPong: (data) => data === "pong" },
    });
    const log = logOf(client, "message");
    assert.isNaN(client.stats.roundTrip);
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(diagnosis.cause, "silent");
    assert.deepEqual(log, []);
    const { roundTrip } = client.stats;
    assert.isAtLeast(roundTrip, 0);
    assert.isBelow(roundTrip, 1000);
  });
});
