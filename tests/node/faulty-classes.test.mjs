// Classes of sockets that throw where the platform's do not, or that lack what it has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "closewise";

class Bare extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  send() {}
  close() {
    this.readyState = 3;
    queueMicrotask(() => this.closed(1000));
  }
  open() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  closed(code) {
    this.dispatchEvent(Object.assign(new Event("close"), { code, wasClean: true, reason: "" }));
  }
}

const clientOn = (WebSocket, options) =>
  new Client("ws://example.com", [], { WebSocket, ...options });

test("what a class throws when it is set up is thrown by the constructor", () => {
  class Stubborn extends Bare {
    set binaryType(_) {
      throw new Error("no such type");
    }
  }
  assert.throws(() => clientOn(Stubborn), { message: "no such type" });
});

test("a class that cannot be listened to is refused", () => {
  class Deaf {
    close() {}
  }
  assert.throws(() => clientOn(Deaf), TypeError);
});

test("a class without a protocol has none", async () => {
  const client = clientOn(Bare);
  assert.equal(client.protocol, "");
  assert.equal(client.extensions, "");
  client.close();
  assert.equal((await client.ended).reason, "requested");
});

test("a client that is closed while a class makes its next socket ends in time", async () => {
  const made = [];
  let client;
  class Closing extends Bare {
    constructor() {
      super();
      made.push(this);
      if (made.length === 2) client.close();
    }
  }
  client = clientOn(Closing, { reconnect: { when: () => "retry-now" }, closeTimeout: 60_000 });
  made[0].open();
  made[0].closed(1001);
  const { reason, diagnosis } = await client.ended;
  assert.equal(reason, "requested");
  assert.equal(diagnosis.cause, "requested");
});
