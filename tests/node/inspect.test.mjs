// What `console.log` shows of a client and of its events, and what JSON makes of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { Client, DiagnosingWebSocket } from "closewise";
import { FakeServer } from "closewise/testing";

/** No test waits for the retry. */
const reconnect = { baseDelay: 600_000, when: () => "retry" };
const URL_WITH_CREDENTIALS = "wss://user:secret@example.com/feed?token=secret";

/** A client that was closed with 1008, and all the events that it told by then. */
async function closed() {
  const server = new FakeServer();
  const client = new Client(URL_WITH_CREDENTIALS, [], { WebSocket: server.WebSocket, reconnect });
  const events = {};
  for (const type of ["open", "message", "error", "close", "state", "retry", "sent", "end"]) {
    client.addEventListener(type, (event) => {
      events[type] = event;
    });
  }
  client.send("kept");
  const connection = await server.nextConnection();
  connection.accept();
  connection.send("hello");
  await client.opened;
  connection.close(1008, "no more");
  while (!events.retry) await new Promise((resolve) => setImmediate(resolve));
  return { client, events };
}

test("a client is shown by its state, its URL without credentials, and its diagnosis", async () => {
  const { client } = await closed();
  const shown = inspect(client);
  assert.match(shown, /^Client \{ *\n? *state: 'waiting'/);
  assert.match(shown, /url: 'wss:\/\/example\.com\/feed\?…'/);
  assert.ok(shown.includes(client.diagnosis.sentence.slice(0, 40)), shown);
  assert.doesNotMatch(shown, /secret/);
  client.close();
  assert.match(inspect(client), /state: 'ended'/);
  assert.match(inspect({ client }), /client: Client \{/);
});

test("a subclass is shown by its own name", () => {
  const client = new DiagnosingWebSocket("ws://localhost/", [], { autoConnect: false });
  assert.match(inspect(client), /^DiagnosingWebSocket \{ state: 'idle', url: 'ws:\/\/localhost\/'/);
  client.close();
});

test("an event is shown with what it has beside the platform's own", async () => {
  const { client, events } = await closed();
  client.close();
  await client.ended;
  const close = inspect(events.close);
  for (const fact of ["type: 'close'", "code: 1008", "reason: 'no more'", "willRetry: true"]) {
    assert.ok(close.includes(fact), close);
  }
  assert.match(close, /cause: 'closed-by-peer'/);
  assert.match(inspect(events.retry), /type: 'retry'[\s\S]*attempt: 1[\s\S]*delay: /);
  assert.match(inspect(events.state), /from: 'waiting', to: 'ended', reason: 'requested'/);
  assert.match(inspect(events.sent), /message: 'kept'/);
  assert.match(inspect(events.end), /reason: 'requested'/);
  assert.match(inspect(events.open), /^Event \{ type: 'open' \}$/);
});

test("an error event is shown with its error", async () => {
  const server = new FakeServer({ onConnection: (connection) => connection.fail() });
  const client = new Client("ws://localhost/", [], { WebSocket: server.WebSocket, reconnect });
  const event = await new Promise((resolve) => client.addEventListener("error", resolve));
  assert.match(inspect(event), /ConnectionError: the connection failed/);
  client.close();
});

test("a diagnosis goes through JSON whole, and so does that of an event", async () => {
  const { client, events } = await closed();
  client.close();
  const { diagnosis } = await client.ended;
  assert.deepEqual(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
  assert.deepEqual(JSON.parse(JSON.stringify(events.close.diagnosis)), events.close.diagnosis);
  assert.deepEqual(JSON.parse(JSON.stringify(events.close)).diagnosis, diagnosis);
});
