import { assert } from "chai";
import type { Client, ClientCloseEvent } from "closewise";
import { chaos, closeAll, next } from "./support/both.js";
import { connect } from "./support/client.js";

const transition = (type: string, persisted: boolean) =>
  window.dispatchEvent(new PageTransitionEvent(type, { persisted }));

/** A client that waits long for its next attempt, at an address that echoes after the first. */
async function waiting(): Promise<Client> {
  const client = connect(chaos(`/flap?key=${crypto.randomUUID()}&up=200&times=1`), {
    reconnect: { baseDelay: 600_000, maxDelay: 600_000 },
  });
  await next(client, "retry");
  assert.equal(client.state, "waiting");
  return client;
}

describe("a client and its page", () => {
  afterEach(() => {
    window.dispatchEvent(new Event("online"));
    transition("pageshow", true);
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
    transition("pagehide", true);
    assert.equal(client.state, "paused");
    transition("pageshow", true);
    await next(client, "open");
  });

  it("takes a page that is left for good for no frozen one", async () => {
    const client = await waiting();
    transition("pagehide", false);
    assert.equal(client.state, "waiting");
  });

  it("stands still while the page is frozen", async () => {
    const client = await waiting();
    document.dispatchEvent(new Event("freeze"));
    assert.equal(client.state, "paused");
    document.dispatchEvent(new Event("resume"));
    await next(client, "open");
  });

  it("asks a peer that can be probed whether it is there when the network changes", async () => {
    const client = connect(chaos("/heartbeat?answers=0"), {
      liveness: { interval: 600_000, timeout: 50, probe: "ping" },
    });
    await next(client, "open");
    window.dispatchEvent(new Event("online"));
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(diagnosis.cause, "silent");
  });
});
