// What is left of clients that have ended: nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** The memory of the WebAssembly, which the package keeps to itself. */
let memory;
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    // By what it is: the build may have given it another name.
    memory = Object.values(this.exports).find((one) => one instanceof WebAssembly.Memory);
  }
};
const { Client } = await import("closewise");
const { suspects } = await import("closewise/suspects");

/** A socket that does at once what it is asked, and counts who listens. */
class Socket extends EventTarget {
  static made = 0;
  static listeners = 0;
  readyState = 0;
  bufferedAmount = 0;
  protocol = "";
  extensions = "";
  binaryType = "blob";

  constructor() {
    super();
    Socket.made++;
    queueMicrotask(() => {
      this.readyState = 1;
      this.dispatchEvent(new Event("open"));
    });
  }
  addEventListener(...args) {
    Socket.listeners++;
    super.addEventListener(...args);
  }
  removeEventListener(...args) {
    Socket.listeners--;
    super.removeEventListener(...args);
  }
  send() {}
  close(code = 1005, reason = "") {
    this.readyState = 3;
    const close = Object.assign(new Event("close"), { code, reason, wasClean: true });
    queueMicrotask(() => this.dispatchEvent(close));
  }
}

async function openAndEnd(signal) {
  const client = new Client("ws://example.com", [], {
    WebSocket: Socket,
    signal,
    liveness: { interval: 1000, probe: "ping", isPong: () => false },
    codes: { 4001: "stop" },
    suspects,
  });
  client.send("queued");
  await client.opened;
  client.send("sent");
  client.close(1000, "done");
  await client.ended;
  return new WeakRef(client);
}

async function openAndEndTwice(signal) {
  const client = new Client("ws://example.com", [], {
    WebSocket: Socket,
    signal,
    autoConnect: false,
  });
  client.onChange(() => client.snapshot);
  for (let session = 0; session < 2; session++) {
    client.open();
    await client.opened;
    client.messages();
    client.close();
    await client.ended;
  }
  return new WeakRef(client);
}

/** As a server makes them to render a page. */
function neverOpen() {
  return new WeakRef(new Client("/feed", [], { autoConnect: false }));
}

test("a thousand clients opened and ended leave nothing behind", async () => {
  const { signal } = new AbortController();
  // What follows from a call is told by a timer of its own, which is over a task later.
  const timers = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setImmediate(resolve));
    return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  };
  /** Frees what nobody holds any more, in the WebAssembly too: it hears of that in a task of its own. */
  const collect = async () => {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const left = [];
  const ends = [openAndEnd, openAndEndTwice];
  const openAndEndMany = async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < 50; i++) left.push(await ends[i % ends.length](signal));
      await collect();
    }
  };
  // The first ones warm up what is made once.
  await openAndEndMany(2);
  const before = { memory: memory.buffer.byteLength, timers: await timers() };
  await openAndEndMany(20);
  // One listener a socket is the client's guard against errors that nobody hears.
  assert.equal(Socket.listeners, Socket.made);
  assert.equal(memory.buffer.byteLength, before.memory);
  assert.equal(await timers(), before.timers);
  for (let tries = 0; tries < 10; tries++) await collect();
  const alive = left.filter((client) => client.deref()).length;
  assert.ok(alive <= 1, `${alive} clients are still held`);
});

test("a client that was never opened can be collected", async () => {
  const made = Array.from({ length: 50 }, neverOpen);
  for (let tries = 0; tries < 10; tries++) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  const alive = made.filter((client) => client.deref()).length;
  assert.ok(alive <= 1, `${alive} clients are still held`);
});

test("a table of signatures is held once, however many clients have it", () => {
  const make = () => new Client("/feed", [], { autoConnect: false, suspects });
  // The first one reads it.
  const made = [make()];
  const before = memory.buffer.byteLength;
  while (made.length <= 200) made.push(make());
  // It alone takes some 30 kB.
  assert.ok(memory.buffer.byteLength - before < 200 * 4_000);
});
