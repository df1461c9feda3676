// A dial that fails: which close is told, and when.
import { assert } from "chai";
import type { Client, ClientCloseEvent } from "closewise";
import { chaos, closeAll, next, UNANSWERED } from "./support/both.js";
import { connect, logOf } from "./support/client.js";
import { clockForEach } from "./support/clock.js";
import { type ScriptedSocket, scripted } from "./support/scripted.js";

describe("a dial that fails", () => {
  afterEach(closeAll);

  for (const [what, url] of [
    // The chaos server is not at that address of the machine.
    ["with nobody there", chaos("/").replace("127.0.0.1", "[::1]")],
    ["with an HTTP status in place of an answer", chaos("/refuse?status=503")],
    ["with a reset", chaos("/reset?at=before-handshake")],
    ["with a bad answer", chaos("/bad-accept")],
  ] as const) {
    it(`${what} is told by the browser's own close`, async () => {
      const client = connect(url, { reconnect: { baseDelay: 600_000 } });
      const log = logOf(client, "error", "close", "retry");
      const closed = next<ClientCloseEvent>(client, "close");
      await next(client, "retry");
      const { code, synthetic, diagnosis } = await closed;
      assert.deepEqual(
        { code, synthetic, cause: diagnosis.cause },
        { code: 1006, synthetic: false, cause: "never-opened" },
      );
      assert.equal(diagnosis.explanation[0]?.key, "never-opened");
      assert.deepEqual(log, ["error", "close", "retry"]);
    });
  }

  it("because it is closed meanwhile is told by the browser's own close", async () => {
    const client = connect(chaos(UNANSWERED));
    client.close();
    assert.isFalse((await next<ClientCloseEvent>(client, "close")).synthetic);
  });
});

describe("a socket that fires an error", () => {
  const clock = clockForEach();
  let client: Client;
  let socket: ScriptedSocket;
  let closes: ClientCloseEvent[];

  beforeEach(() => {
    const [made, sockets] = scripted({ errorTimeout: 3_000, reconnect: { baseDelay: 600_000 } });
    client = made;
    socket = sockets[0] as ScriptedSocket;
    closes = [];
    client.addEventListener("close", (event) => closes.push(event));
  });

  const told = () => closes.map(({ code, synthetic }) => [code, synthetic]);

  it("while connecting, as Node 22 has it, has a close in the same task or never", () => {
    const log = logOf(client, "error", "close", "retry");
    socket.error(WebSocket.CONNECTING);
    assert.deepEqual(log, ["error"]);
    assert.deepEqual(told(), []);
    clock.pass(1);
    assert.deepEqual(log, ["error", "close", "retry"]);
    assert.deepEqual(told(), [[1006, true]]);
    assert.equal(closes[0]?.diagnosis.cause, "never-opened");
    assert.equal(client.state, "waiting");
  });

  it("while connecting and its close in the same task are told as they are", () => {
    socket.error(WebSocket.CONNECTING);
    socket.closed(1006);
    clock.pass(10_000);
    assert.deepEqual(told(), [[1006, false]]);
  });

  it("while closed, as WebKit has it, is waited for until its close comes in a later task", () => {
    socket.error(WebSocket.CLOSED);
    clock.pass(100);
    assert.deepEqual(told(), []);
    socket.closed(1006);
    assert.deepEqual(told(), [[1006, false]]);
  });

  it("while closing, as the package ws has it, has as long as errorTimeout for its close", () => {
    socket.error(WebSocket.CLOSING);
    clock.pass(2_999);
    assert.deepEqual(told(), []);
    clock.pass(1);
    assert.deepEqual(told(), [[1006, true]]);
  });
});
