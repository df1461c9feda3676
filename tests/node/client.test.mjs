// The package in Node, with the class of the package `ws` where there is none of the platform's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Client, diagnose, OptionError } from "closewise";
import { discord, pusher } from "closewise/profiles";
import { init, Client as SlimClient } from "closewise/slim";
import { WebSocket } from "ws";

const chaos = (path) => process.env.CHAOS_URL + path;

const next = (target, type) =>
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

test("a client on ws sends, receives and closes", async () => {
  const client = new Client(chaos("/echo"), "chat", { WebSocket });
  client.send("queued");
  assert.equal((await next(client, "message")).data, "queued");
  assert.equal(client.protocol, "chat");
  client.binaryType = "arraybuffer";
  client.send(new Uint8Array([1, 2]));
  assert.deepEqual((await next(client, "message")).data, new Uint8Array([1, 2]).buffer);
  client.close(3001, "done");
  const event = await next(client, "close");
  assert.equal(event.code, 3001);
  assert.equal(event.diagnosis.cause, "requested");
  assert.equal((await client.ended).reason, "requested");
});

test("a client on ws retries, and no error of a socket let go is thrown", async () => {
  const client = new Client(chaos("/never"), [], {
    WebSocket,
    connectTimeout: 20,
    reconnect: { maxAttempts: 2, baseDelay: 1, maxDelay: 1 },
  });
  assert.equal((await client.ended).reason, "attempts-exhausted");
  assert.equal(client.stats.attempts, 3);
});

// The package fires `error` while such a socket is still closing.
for (const [what, url] of [
  ["nobody is there", chaos("/").replace("127.0.0.1", "[::1]")],
  ["the handshake is refused", chaos("/refuse?status=503")],
]) {
  test(`where ${what}, the close of ws itself is told`, async () => {
    const client = new Client(url, [], { WebSocket, reconnect: false });
    const { code, synthetic, diagnosis } = await next(client, "close");
    assert.deepEqual([code, synthetic], [1006, false]);
    assert.equal(diagnosis.cause, "never-opened");
  });
}

/** What the platform itself has, as a property: to read it would load it. */
const platforms = Object.getOwnPropertyDescriptor(globalThis, "WebSocket");

const isRefusedForWantOfAClass = (error) =>
  error instanceof OptionError &&
  error.option === "WebSocket" &&
  error.message.includes("WebSocket: ws");

test("without a class the error says what to give", { skip: !!platforms }, () => {
  assert.throws(() => new Client(chaos("/echo")), isRefusedForWantOfAClass);
  globalThis.WebSocket = Client;
  assert.throws(() => new Client(chaos("/echo")), isRefusedForWantOfAClass);
  delete globalThis.WebSocket;
});

test("a client takes the place of the platform's class", { skip: !platforms }, async () => {
  globalThis.WebSocket = Client;
  const socket = new globalThis.WebSocket(chaos("/echo"));
  assert.equal(globalThis.WebSocket, Client);
  await next(socket, "open");
  socket.send("x");
  assert.equal((await next(socket, "message")).data, "x");
  socket.close();
  await socket.ended;
  Object.defineProperty(globalThis, "WebSocket", platforms);
});

test("a diagnosis needs no class at all", () => {
  assert.equal(diagnose({ code: 1001 }, { opened: true }).verdict.action, "retry");
});

test("closewise/slim starts from what init is given", async () => {
  assert.throws(() => new SlimClient(chaos("/echo"), [], { WebSocket }), { name: "BootError" });
  await init(readFileSync(new URL("../../dist/closewise.wasm", import.meta.url)));
  const client = new SlimClient(chaos("/echo"), [], { WebSocket });
  await client.opened;
  client.close();
  await client.ended;
});

/** A class of sockets that open at once and take no message. */
class Socket extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  constructor() {
    super();
    queueMicrotask(() => {
      this.readyState = 1;
      this.dispatchEvent(new Event("open"));
    });
  }
  send() {
    throw new Error("thrown on purpose");
  }
  close(code = 1005, reason = "") {
    const close = Object.assign(new Event("close"), { code, reason, wasClean: true });
    queueMicrotask(() => this.dispatchEvent(close));
  }
}

test("what the send of a class throws is reported, and the client goes on", async () => {
  const reported = [];
  globalThis.reportError = (error) => reported.push(error.message);
  const client = new Client("ws://example.com", [], { WebSocket: Socket });
  client.send("queued");
  await client.opened;
  client.close();
  assert.equal((await client.ended).reason, "requested");
  assert.deepEqual(reported, ["thrown on purpose"]);
  delete globalThis.reportError;
});

test("a client keeps the profile that it was given, whatever becomes of its options", async () => {
  const options = { WebSocket, profile: discord };
  const client = new Client(chaos("/close?code=4004"), [], options);
  options.profile = pusher;
  assert.equal((await client.ended).diagnosis.name, "Authentication failed");
});
