// That a client hears of its page and of the network.
import { assert } from "chai";
import type { Client } from "closewise";
import { chaos, closeAll, next } from "./support/both.js";
import { connect } from "./support/client.js";

describe("a client and its page", () => {
  afterEach(() => {
    window.dispatchEvent(new Event("online"));
    transition("pageshow");
    closeAll();
  });

  it("stands still while the machine is offline, and tries at once when it is back", async () => {
    const client = await waiting();
    window.dispatchEvent(new Event("offline"));
    assert.equal(client.state, "paused");
    window.dispatchEvent(new Event("online"));
    assert.equal(client.state, "connecting");
    await next(client, "open");
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
    reconnect: { baseDelay: 600_000, maxDelay: 600_000 },
  });
  await next(client, "retry");
  assert.equal(client.state, "waiting");
  return client;
}
