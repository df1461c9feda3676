// That a client hears of its page and of the network.
import { assert } from "chai";
import type { Client, ClientCloseEvent, RetryEvent } from "closewise";
import { chaos, closeAll, next } from "./support/both.js";
import { connect, logOf } from "./support/client.js";
import { clockForEach } from "./support/clock.js";
import { scripted } from "./support/scripted.js";

const HOUR = 3_600_000;

describe("a client and the network", () => {
  // Before the clock, at whose end there is no client any more to be told.
  afterEach(() => {
    tell("online");
  });
  const clock = clockForEach();

  const tell = (type: "online" | "offline") => window.dispatchEvent(new Event(type));

  it("stands still while the machine is offline, and tries within baseDelay when it is back", () => {
    const [client, sockets] = scripted({ reconnect: { baseDelay: 1_000 } });
    sockets[0]?.open();
    sockets[0]?.closed(1006);
    assert.equal(client.state, "waiting");
    tell("offline");
    assert.equal(client.state, "paused");
    clock.pass(HOUR);
    assert.lengthOf(sockets, 1);
    const delays: number[] = [];
    client.addEventListener("retry", ({ delay }: RetryEvent) => delays.push(delay));
    tell("online");
    assert.equal(client.state, "waiting");
    assert.lengthOf(delays, 1);
    assert.isAtMost(delays[0] as number, 1_000);
    clock.pass(1_000);
    assert.lengthOf(sockets, 2);
  });

  it("does not wait for a dial that was under way when the network changed", () => {
    const [client, sockets] = scripted({ reconnect: { baseDelay: 1_000 } });
    const closes: ClientCloseEvent[] = [];
    client.addEventListener("close", (event) => closes.push(event));
    clock.pass(0);
    const log = logOf(client, "error", "state", "close", "retry");
    tell("offline");
    assert.deepEqual(log, []);
    tell("online");
    assert.deepEqual(log, ["error", "state", "close", "retry"]);
    assert.isTrue(closes[0]?.synthetic);
    assert.equal(closes[0]?.diagnosis.cause, "offline");
    clock.pass(1_000);
    assert.lengthOf(sockets, 2);
  });
});

describe("a client and its page", () => {
  afterEach(() => {
    transition("pageshow");
    closeAll();
  });

  it("stands still in the page cache, and tries at once when the page is shown again", async () => {
    const client = await waiting();
    transition("pagehide");
    assert.equal(client.state, "paused");
    transition("pageshow");
    assert.equal(client.state, "connecting");
    await next(client, "open");
  });
});

/** Into the page cache, or out of it. */
const transition = (type: "pagehide" | "pageshow") =>
  window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));

/** A client that waits long for its next attempt, at an address that echoes after the first. */
async function waiting(): Promise<Client> {
  const client = connect(chaos(`/flap?key=${crypto.randomUUID()}&up=200&times=1`), {
    reconnect: { baseDelay: 600_000 },
  });
  await next(client, "retry");
  assert.equal(client.state, "waiting");
  return client;
}
