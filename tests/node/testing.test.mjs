// closewise/testing: what the fake server can do. That its sockets are like the platform's is tested in pages (tests/js).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client } from "closewise";
import { FakeServer } from "closewise/testing";

const URL_OF_TEST = "wss://example.com/feed";

/** A socket of a server's, its connection, and the events that it has told so far. */
function connect(server, protocols) {
  const socket = new server.WebSocket(URL_OF_TEST, protocols);
  const events = [];
  for (const type of ["open", "message", "error", "close"]) {
    socket.addEventListener(type, ({ data, code, reason, wasClean }) =>
      events.push(
        [type, socket.readyState, data ?? code, reason, wasClean].filter((x) => x !== undefined),
      ),
    );
  }
  return { socket, events, connection: server.connections.at(-1) };
}

function accepted() {
  const made = connect(new FakeServer());
  made.connection.accept();
  made.events.length = 0;
  return made;
}

/** When what was put off to the end of the running code has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a connection is left connecting until the test accepts it", async () => {
  const { socket, events, connection } = connect(new FakeServer());
  await settled();
  assert.equal(socket.readyState, 0);
  assert.equal(connection.url, URL_OF_TEST);
  assert.equal(connection.socket, socket);
  connection.accept();
  assert.deepEqual(events, [["open", 1]]);
  assert.equal(connection.readyState, 1);
});

test("accepting agrees to a subprotocol and to extensions", () => {
  const server = new FakeServer();
  const first = connect(server, ["a", "b"]);
  assert.deepEqual(first.connection.protocols, ["a", "b"]);
  first.connection.accept();
  assert.equal(first.socket.protocol, "a");
  const second = connect(server, ["a", "b"]);
  second.connection.accept({ protocol: "b", extensions: "permessage-deflate" });
  assert.equal(second.socket.protocol, "b");
  assert.equal(second.socket.extensions, "permessage-deflate");
  const none = connect(server);
  none.connection.accept();
  assert.equal(none.socket.protocol, "");
});

test("a subprotocol that the client did not ask for is refused in words", () => {
  const { connection } = connect(new FakeServer(), "a");
  assert.throws(() => connection.accept({ protocol: "c" }), /did not ask for the subprotocol "c"/);
  assert.equal(connection.readyState, 0);
});

test("each connection is handed out once, in order, whether it came before or comes later", async () => {
  const server = new FakeServer();
  const early = connect(server).connection;
  assert.equal(await server.nextConnection(), early);
  const later = [server.nextConnection(), server.nextConnection()];
  const made = [connect(server).connection, connect(server).connection];
  assert.deepEqual(await Promise.all(later), made);
  assert.deepEqual(server.connections, [early, ...made]);
});

test("servers know nothing of one another", () => {
  const [one, other] = [new FakeServer(), new FakeServer()];
  connect(one);
  assert.equal(one.connections.length, 1);
  assert.equal(other.connections.length, 0);
});

test("a server may deal with each connection by itself, once the code that made it has returned", async () => {
  const server = new FakeServer({ onConnection: (connection) => connection.accept() });
  const { events } = connect(server);
  assert.deepEqual(events, []);
  await settled();
  assert.deepEqual(events, [["open", 1]]);
});

test("a server does not hear of a connection that the client gave up at once", async () => {
  const heard = [];
  const server = new FakeServer({ onConnection: (connection) => heard.push(connection) });
  const { socket, events } = connect(server);
  socket.close();
  await settled();
  assert.deepEqual(heard, []);
  assert.deepEqual(events, [
    ["error", 3],
    ["close", 3, 1006, "", false],
  ]);
});

test("messages reach the client before the call returns", () => {
  const { socket, events, connection } = accepted();
  connection.send("text");
  socket.binaryType = "arraybuffer";
  const bytes = new Uint8Array([0, 1, 2, 3]);
  connection.send(bytes.subarray(1, 3));
  connection.send(bytes.buffer);
  connection.send(new DataView(bytes.buffer, 3));
  bytes.fill(9);
  assert.deepEqual(
    events.map(([, , data]) => (typeof data === "string" ? data : [...new Uint8Array(data)])),
    ["text", [1, 2], [0, 1, 2, 3], [3]],
  );
});

test("a message is text or memory", () => {
  const { connection } = accepted();
  for (const message of [undefined, null, 1, {}, new Blob()]) {
    assert.throws(() => connection.send(message), TypeError);
  }
});

test("each message of the client's is handed out once, and all can be looked at", async () => {
  const { socket, connection } = accepted();
  const first = connection.nextMessage();
  socket.send("a");
  socket.send(new Uint8Array([1, 2]).subarray(1));
  const blob = new Blob(["c"]);
  socket.send(blob);
  assert.equal(await first, "a");
  assert.deepEqual(await connection.nextMessage(), new Uint8Array([2]));
  assert.equal(await connection.nextMessage(), blob);
  assert.deepEqual(connection.messages, ["a", new Uint8Array([2]), blob]);
});

test("a message that cannot come any more is not waited for", async () => {
  const { socket, connection } = accepted();
  socket.send("last");
  const [, missed] = [connection.nextMessage(), connection.nextMessage()];
  connection.close(1001);
  await assert.rejects(missed, /closed before a further message came/);
  await assert.rejects(connection.nextMessage(), /closed before a further message came/);
});

test("a loop over a connection's messages ends with it", async () => {
  const { socket, events, connection } = accepted();
  const answering = (async () => {
    for await (const message of connection) connection.send(`${message}!`);
  })();
  socket.send("a");
  socket.send("b");
  await settled();
  socket.close();
  await answering;
  assert.deepEqual(events.slice(0, 2), [
    ["message", 1, "a!"],
    ["message", 1, "b!"],
  ]);
});

for (const [what, args, seen] of [
  ["a code and a reason", [1012, "restart"], [1012, "restart", true]],
  ["no code", [], [1005, "", true]],
  ["the code of a connection that dropped", [1006], [1006, "", false]],
  ["a code that no server sends", [1015], [1015, "", false]],
  ["wasClean as the test says", [1011, "", { wasClean: false }], [1011, "", false]],
]) {
  test(`the server closes with ${what}`, async () => {
    const { events, connection } = accepted();
    connection.close(...args);
    assert.deepEqual(events, [["close", 3, ...seen]]);
    const [code, reason, wasClean] = seen;
    assert.deepEqual(await connection.closed, { code, reason, wasClean });
    assert.equal(connection.closeRequest, undefined);
  });
}

for (const [what, make] of [
  ["before it opened", () => connect(new FakeServer())],
  ["once it was open", accepted],
]) {
  test(`a connection fails ${what}: error, then close, in one task`, () => {
    const { events, connection } = make();
    connection.fail();
    assert.deepEqual(events, [
      ["error", 3],
      ["close", 3, 1006, "", false],
    ]);
  });
}

test("the client's close is answered with its own code", async () => {
  const { socket, events, connection } = accepted();
  socket.close(3000, "bye");
  assert.deepEqual(connection.closeRequest, { code: 3000, reason: "bye" });
  assert.deepEqual([socket.readyState, events], [2, []]);
  await connection.closed;
  assert.deepEqual(events, [["close", 3, 3000, "bye", true]]);
});

test("a stalled connection answers no close until the test does", async () => {
  const { socket, events, connection } = accepted();
  socket.close();
  connection.stall();
  await settled();
  assert.equal(socket.readyState, 2);
  assert.deepEqual(connection.closeRequest, { code: undefined, reason: "" });
  connection.send("too late to be heard");
  connection.close(1001);
  assert.deepEqual(events, [["close", 3, 1001, "", true]]);
});

test("what a connection cannot do any more, or not yet, is said in words", () => {
  const { connection } = connect(new FakeServer());
  assert.throws(() => connection.send("x"), /send\(\) .* call accept\(\) first/);
  assert.throws(() => connection.close(), /close\(\) .* call accept\(\) first/);
  connection.accept();
  assert.throws(() => connection.accept(), /this is open/);
  connection.close();
  for (const act of ["send", "close", "fail"]) {
    assert.throws(() => connection[act]("x"), /the connection is closed/);
  }
  assert.throws(() => connection.accept(), /this is closed/);
});

test("bufferedAmount is what the test sets, and counts what is sent after the close", () => {
  const { socket, connection } = accepted();
  socket.send("taken at once");
  assert.equal(socket.bufferedAmount, 0);
  connection.bufferedAmount = 1_000;
  assert.equal(socket.bufferedAmount, 1_000);
  socket.close();
  socket.send("ä");
  assert.equal(connection.bufferedAmount, 1_002);
});

test("a client drains when the test lets it", async () => {
  const server = new FakeServer();
  const options = { WebSocket: server.WebSocket, highWaterMark: 100, lowWaterMark: 10 };
  const client = new Client(URL_OF_TEST, [], options);
  const [connection] = server.connections;
  connection.accept();
  connection.bufferedAmount = 101;
  client.send("x".repeat(101));
  let isDrained = false;
  const drained = client.drained.then(() => {
    isDrained = true;
  });
  await settled();
  assert.equal(isDrained, false);
  connection.bufferedAmount = 10;
  await drained;
  client.close();
});

test("a client tells why the fake's connection ended, and connects again, without a timer of the fake's", async () => {
  mock.timers.enable({ apis: ["setTimeout", "setImmediate", "Date"] });
  try {
    const server = new FakeServer();
    const client = new Client(URL_OF_TEST, [], { WebSocket: server.WebSocket });
    const causes = [];
    client.addEventListener("close", ({ diagnosis }) => causes.push(diagnosis.cause));
    server.connections[0].fail();
    mock.timers.tick(2_000);
    server.connections[1].accept();
    server.connections[1].close(1012);
    mock.timers.tick(30_000);
    server.connections[2].accept();
    client.close();
    await client.ended;
    assert.deepEqual(causes, ["never-opened", "closed-by-peer", "requested"]);
  } finally {
    mock.timers.reset();
  }
});

test("a client's close timeout ends what a stalled connection does not", async () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  try {
    const server = new FakeServer({ onConnection: (connection) => connection.stall() });
    const client = new Client(URL_OF_TEST, [], { WebSocket: server.WebSocket });
    const connection = await server.nextConnection();
    connection.accept();
    client.close();
    mock.timers.tick(2_999);
    assert.equal(client.state, "closing");
    mock.timers.tick(1);
    assert.equal(client.state, "ended");
  } finally {
    mock.timers.reset();
  }
});

test("the fake takes the place of the platform's class", () => {
  const server = new FakeServer();
  const platforms = Object.getOwnPropertyDescriptor(globalThis, "WebSocket");
  Object.defineProperty(globalThis, "WebSocket", { value: server.WebSocket, configurable: true });
  try {
    const client = new Client(URL_OF_TEST);
    assert.equal(server.connections.length, 1);
    client.close();
  } finally {
    if (platforms) Object.defineProperty(globalThis, "WebSocket", platforms);
    else delete globalThis.WebSocket;
  }
});

test("the pieces of code in docs/testing.md run as they stand", async () => {
  const page = readFileSync(new URL("../../docs/testing.md", import.meta.url), "utf8");
  const [first, second] = Array.from(page.matchAll(/^```js\n(.*?)^```$/gms), ([, block]) => block);
  const code = `${first}${second}return { client, connection, talker };`;
  const run = new Function("Client", "FakeServer", code.replace(/^import .*$/gm, ""));
  const { client, connection, talker } = run(Client, FakeServer);
  assert.deepEqual(await connection.closed, { code: 1012, reason: "restart", wasClean: true });
  client.close();
  const { socket, events } = connect(talker);
  await settled();
  socket.send("hello");
  await settled();
  assert.deepEqual(events, [
    ["open", 1],
    ["message", 1, "you said hello"],
  ]);
});

test("the entry loads no WebAssembly", () => {
  const entry = fileURLToPath(import.meta.resolve("closewise/testing"));
  const code = `delete globalThis.WebAssembly; await import(${JSON.stringify(entry)});`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code]);
  assert.equal(status, 0, String(stderr));
});
