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
    assert.equal(diagnosis.explanation[0].key, "never-opened-outside-a-page");
  });
}

test("what ws says of a handshake that was refused is in the error and in the diagnosis", async () => {
  const told = [];
  const client = new Client(chaos("/refuse?status=401"), [], {
    WebSocket,
    reconnect: {
      baseDelay: 1,
      maxAttempts: 1,
      when: ({ detail }, close) => void told.push(detail, close.diagnosis.detail),
    },
  });
  const rejected = client.opened.catch((error) => error);
  const [{ error }, { diagnosis }] = await Promise.all([
    next(client, "error"),
    next(client, "close"),
  ]);
  const detail = "Unexpected server response: 401";
  assert.equal(error.name, "ConnectionError");
  assert.equal(error.reason, "socket");
  assert.equal(error.cause.message, detail);
  assert.equal(diagnosis.detail, detail);
  assert.equal(client.snapshot.diagnosis.detail, detail);
  assert.equal((await client.ended).diagnosis.detail, detail);
  assert.equal((await rejected).diagnosis.detail, detail);
  assert.deepEqual(told, [detail, detail, detail, detail]);
});

test("what a socket said of its failure is no detail of another attempt", async () => {
  const details = [];
  let asked = 0;
  const addresses = ["/refuse?status=401", "/close?code=4001", "", "/close?code=1008"];
  const client = new Client(
    ({ diagnosis }) => {
      details.push(diagnosis?.detail);
      const address = addresses[asked++];
      if (address) return chaos(address);
      throw new Error("on purpose");
    },
    [],
    { WebSocket, reconnect: { baseDelay: 1, maxDelay: 1 }, codes: { 4001: "retry" } },
  );
  const end = await client.ended;
  assert.deepEqual(details, [undefined, "Unexpected server response: 401", undefined, undefined]);
  assert.equal(end.diagnosis.code, 1008);
  assert.equal(end.diagnosis.detail, undefined);
});

test("close() in a listener of error ends the session, and the cause stays that of the failure", async () => {
  const client = new Client(chaos("/refuse?status=401"), [], { WebSocket });
  client.onerror = () => client.close();
  const end = await client.ended;
  assert.equal(end.reason, "requested");
  assert.equal(end.diagnosis.cause, "never-opened");
  assert.equal(end.diagnosis.detail, "Unexpected server response: 401");
});

test("a client that is not opened needs neither a class nor an address that can be reached", async () => {
  const client = new Client("/feed", [], { autoConnect: false });
  assert.equal(client.state, "idle");
  assert.equal(client.url, "/feed");
  assert.equal(client.snapshot.state, "idle");
  client.close();
  assert.equal((await client.ended).reason, "requested");
});

test("a relative address cannot be opened where there is no page", () => {
  const client = new Client("/feed", [], { autoConnect: false, WebSocket });
  assert.throws(() => client.open(), { name: "SyntaxError" });
  assert.equal(client.state, "idle");
  assert.throws(() => new Client("/feed", [], { WebSocket }), { name: "SyntaxError" });
});

/** What the platform itself has, as a property: to read it would load it. */
const platforms = Object.getOwnPropertyDescriptor(globalThis, "WebSocket");

const isRefusedForWantOfAClass = (error) =>
  error instanceof OptionError &&
  error.option === "WebSocket" &&
  error.message.includes("WebSocket: ws") &&
  error.message.includes("autoConnect: false");

test("without a class a client can be made, and the error comes when it is opened", async () => {
  Object.defineProperty(globalThis, "WebSocket", { value: undefined, configurable: true });
  const client = new Client(chaos("/echo"), [], { autoConnect: false });
  assert.throws(() => client.open(), isRefusedForWantOfAClass);
  assert.throws(() => client.reconnect(), isRefusedForWantOfAClass);
  assert.equal(client.state, "idle");
  if (platforms) Object.defineProperty(globalThis, "WebSocket", platforms);
  else delete globalThis.WebSocket;
});

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
