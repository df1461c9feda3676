// The class to hand to a library that reconnects by itself. What it does inside one is in tests/inside.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosingWebSocket, OptionError } from "closewise";
import { WebSocket } from "ws";
import { Dropped } from "./support/dropped.mjs";

const chaos = (path) => process.env.CHAOS_URL + path;

const next = (target, type) =>
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

test("it looks like the platform's class", () => {
  assert.equal(DiagnosingWebSocket.length, 1);
  assert.deepEqual(
    ["CONNECTING", "OPEN", "CLOSING", "CLOSED"].flatMap((name) => [
      DiagnosingWebSocket[name],
      DiagnosingWebSocket.prototype[name],
    ]),
    [0, 0, 1, 1, 2, 2, 3, 3],
  );
  assert.throws(() => new DiagnosingWebSocket(), TypeError);
});

test("it does not come back, and says of its close what to do", async () => {
  const socket = new DiagnosingWebSocket(chaos("/close?code=1012"), [], { WebSocket });
  const { code, diagnosis, willRetry } = await next(socket, "close");
  assert.deepEqual([code, diagnosis.verdict.action, willRetry], [1012, "retry", false]);
  assert.equal(socket.readyState, DiagnosingWebSocket.CLOSED);
  assert.equal((await socket.ended).reason, "reconnect-off");
});

test("it does not queue", async () => {
  const socket = new DiagnosingWebSocket(chaos("/echo"), [], { WebSocket });
  assert.throws(() => socket.send("early"), { name: "InvalidStateError" });
  await next(socket, "open");
  assert.equal(socket.send("hello"), undefined);
  assert.equal((await next(socket, "message")).data, "hello");
  socket.close();
  await socket.ended;
});

test("a subclass gives it options", async () => {
  class OwnSocket extends DiagnosingWebSocket {
    constructor(url, protocols) {
      super(url, protocols, { WebSocket, codes: { 4001: "reauthenticate" } });
    }
  }
  const { diagnosis } = await next(new OwnSocket(chaos("/close?code=4001"), "chat"), "close");
  assert.deepEqual([diagnosis.verdict.action, diagnosis.source], ["reauthenticate", "user"]);
});

for (const name of ["reconnect", "queue", "codec", "schema"]) {
  test(`the option ${name} is refused`, () => {
    const make = () => new DiagnosingWebSocket(chaos("/echo"), [], { WebSocket, [name]: "x" });
    assert.throws(make, (error) => error instanceof OptionError && error.option === name);
  });
}

test("a close() inside the listener of an error is not the cause of the close", async () => {
  const socket = new DiagnosingWebSocket("ws://example.com", [], { WebSocket: Dropped });
  socket.onerror = () => socket.close();
  const { diagnosis } = await next(socket, "close");
  assert.equal(diagnosis.cause, "dropped");
});
