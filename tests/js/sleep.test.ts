// A machine that sleeps, where timers stand still meanwhile: whatever comes first afterwards, the client finds out.
import { assert } from "chai";
import type { Client, ClientCloseEvent, ClientOptions } from "closewise";
import { logOf } from "./support/client.js";
import { clockForEach } from "./support/clock.js";
import { type ScriptedSocket, scripted } from "./support/scripted.js";

/** What the page may tell first after a sleep. */
const PAGE_EVENTS = {
  online: () => window.dispatchEvent(new Event("online")),
  offline: () => window.dispatchEvent(new Event("offline")),
  visibilitychange: () => document.dispatchEvent(new Event("visibilitychange")),
};

describe("after 8 hours of sleep", () => {
  const clock = clockForEach();

  /** An open client that has slept, its sockets, and its close events. */
  function slept(options?: ClientOptions): [Client, ScriptedSocket[], ClientCloseEvent[]] {
    const [client, sockets] = scripted(options);
    const closes: ClientCloseEvent[] = [];
    client.addEventListener("close", (event) => closes.push(event));
    sockets[0]?.open();
    // The timer of the attempt has rung, and the one that has been set in its place is far from ringing.
    clock.pass(11_000);
    clock.sleep(8);
    return [client, sockets, closes];
  }

  for (const [name, tell] of Object.entries(PAGE_EVENTS)) {
    it(`${name} finds a connection that cannot be probed stale`, () => {
      const [client, , closes] = slept();
      const log = logOf(client, "error", "state", "close", "retry");
      tell();
      assert.deepEqual(log, name === "offline" ? PAUSED : REPLACED);
      assert.equal(closes[0]?.diagnosis.cause, "suspended");
      assert.isTrue(closes[0]?.synthetic);
      clock.pass(0);
      assert.equal(client.state, name === "offline" ? "paused" : "connecting");
    });

    it(`${name} has a connection probed at once, and the answer awaited no longer than usual`, () => {
      const [client, [socket], closes] = slept({ liveness: { probe: "ping" } });
      tell();
      assert.deepEqual(socket?.sent, ["ping"]);
      clock.pass(9_999);
      assert.equal(client.state, "open");
      clock.pass(1);
      assert.equal(closes[0]?.diagnosis.cause, "silent");
    });
  }

  for (const liveness of [false, { probe: "ping" }]) {
    it(`a message proves the connection, ${liveness ? "with" : "without"} liveness`, () => {
      const [client, [socket]] = slept({ liveness });
      const log = logOf(client, "error", "state", "close", "message");
      socket?.message("x");
      clock.pass(29_999);
      assert.deepEqual(log, ["message"]);
      assert.deepEqual(socket?.sent, []);
      clock.pass(1);
      assert.deepEqual(socket?.sent, liveness ? ["ping"] : []);
    });
  }

  it("a retry that has become due is made, and its socket has no longer than usual to open", () => {
    const [client, sockets] = scripted({
      reconnect: { baseDelay: 600_000, maxElapsed: 3_600_000 },
    });
    sockets[0]?.open();
    clock.pass(11_000);
    sockets[0]?.closed(1006);
    assert.equal(client.state, "waiting");
    clock.sleep(8);
    PAGE_EVENTS.online();
    assert.equal(client.state, "connecting");
    assert.lengthOf(sockets, 2);
    clock.pass(10_000);
    assert.equal(client.state, "waiting");
  });
});

const REPLACED = ["error", "state", "close", "retry"];
const PAUSED = [...REPLACED, "state"];
