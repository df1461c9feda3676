// What messages announce of the close that follows: as the profiles read it, and as a client goes by it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Client, diagnose, OptionError, ReceiveOnlyError } from "closewise";
import * as profiles from "closewise/profiles";
import { FakeServer } from "closewise/testing";

const EXAMPLES = JSON.parse(
  readFileSync(new URL("../announcements.json", import.meta.url), "utf8"),
);
const BY_NAME = new Map(Object.values(profiles).map((profile) => [profile.name, profile]));
const { actionCable, homeAssistant, signalR, twitchEventSub } = profiles;

const URL_OF_TEST = "wss://example.com/feed";
const NEXT_URL = "wss://example.com/moved?id=1";

/** A profile of the test's own. */
const announcing = (read, more) => ({
  name: "chess",
  source: "https://example.com/codes",
  codes: {},
  read,
  ...more,
});

const goodbye = announcing((data) => (data === "goodbye" ? { verdict: "stop" } : undefined));

/** A client, what it was told, and its first connection, which is open. */
async function open(profile, options = {}, source = URL_OF_TEST) {
  const server = new FakeServer();
  const client = new Client(source, [], {
    profile,
    WebSocket: server.WebSocket,
    reconnect: { baseDelay: 1, maxDelay: 1 },
    ...options,
  });
  const told = { messages: [], closes: [] };
  client.addEventListener("message", ({ data }) => told.messages.push(data));
  client.addEventListener("close", (event) => told.closes.push(event));
  const connection = await server.nextConnection();
  connection.accept();
  return { server, client, told, connection };
}

const reconnectMessage = (url) =>
  JSON.stringify({
    metadata: { message_type: "session_reconnect" },
    payload: { session: { reconnect_url: url } },
  });

/** What a row of the crate says, as a reader in JavaScript says it. */
function announcedBy({ announced, url }) {
  if (announced === null) return undefined;
  if (announced === "withdrawn") return { verdict: undefined };
  const { close, move } = announced;
  return { verdict: close ?? move, url, moveNow: move !== undefined };
}

test("each message of the shipped protocols says the same as in Rust", () => {
  assert.ok(EXAMPLES.length > 40);
  for (const example of EXAMPLES) {
    const read = BY_NAME.get(example.profile).read(example.message);
    assert.deepEqual(read, announcedBy(example), example.message);
  }
});

test("what is not text, or is long, is not looked into", () => {
  const { read } = homeAssistant;
  assert.equal(read(new ArrayBuffer(8)), undefined);
  assert.equal(read(new Blob(["41"])), undefined);
  const message = (padding) =>
    JSON.stringify({ type: "auth_invalid", message: "é".repeat(padding) });
  const plain = message(0).length;
  assert.ok(read(message(4096 - plain)));
  assert.equal(read(message(4097 - plain)), undefined);
});

test("the close that follows is judged as the peer announced, and the message is told", async () => {
  const { client, told, connection } = await open(goodbye);
  connection.send("hello");
  connection.send("goodbye");
  connection.close(1001);
  const { reason, diagnosis } = await client.ended;
  assert.deepEqual(told.messages, ["hello", "goodbye"]);
  assert.equal(reason, "stopped");
  assert.equal(diagnosis.source, "announced");
  assert.equal(diagnosis.reference, goodbye.source);
  assert.match(diagnosis.sentence, /Not worth a retry, as the peer announced\.$/);
});

test("a connection that drops without a code after the announcement is judged by it, too", async () => {
  const { client, told, connection } = await open(signalR);
  connection.send('{"type":7,"error":"over"}\x1e');
  connection.fail();
  assert.equal((await client.ended).reason, "stopped");
  assert.equal(told.closes[0].diagnosis.cause, "dropped");
  assert.equal(told.closes[0].diagnosis.source, "announced");
});

test("what was announced is taken back by an undefined verdict, and says nothing of the next connection", async () => {
  const profile = announcing((data) => ({ verdict: data === "stop" ? "stop" : undefined }));
  const { server, client, told, connection } = await open(profile);
  connection.send("stop");
  connection.send("go on");
  connection.close(1012);
  client.reconnect();
  const second = await server.nextConnection();
  second.accept();
  second.close(1011);
  await server.nextConnection();
  client.close();
  assert.deepEqual(
    told.closes.map(({ diagnosis }) => diagnosis.source),
    ["standard", "standard"],
  );
});

test("Home Assistant's auth_invalid has the greeting asked for fresh credentials", async () => {
  const asked = [];
  const { server, client, connection } = await open(homeAssistant, {
    handshake: {
      greeting: ({ fresh }) => {
        asked.push(fresh);
        return JSON.stringify({ type: "auth", access_token: `${fresh}` });
      },
      check: (data) => (JSON.parse(data).type === "auth_ok" ? "accept" : undefined),
    },
  });
  connection.send('{"type":"auth_invalid","message":"Invalid access token or password"}');
  connection.close(1000);
  const second = await server.nextConnection();
  second.accept();
  second.send('{"type":"auth_ok"}');
  await client.opened;
  assert.deepEqual(asked, [false, true]);
  client.close();
});

test("a client moves to the address that the peer names, once", async () => {
  const { server, client, told, connection } = await open(twitchEventSub);
  connection.send(reconnectMessage(NEXT_URL));
  const second = await server.nextConnection();
  assert.equal(second.url, NEXT_URL);
  assert.equal(client.url, NEXT_URL);
  assert.deepEqual(told.messages, [reconnectMessage(NEXT_URL)]);
  assert.ok(connection.closeRequest);
  const [close] = told.closes;
  assert.ok(close.synthetic && close.willRetry);
  assert.match(close.diagnosis.sentence, /asked for another connection .* as the peer announced/);
  second.accept();
  second.close(4000);
  const third = await server.nextConnection();
  assert.equal(third.url, URL_OF_TEST);
  assert.equal(client.url, URL_OF_TEST);
  client.close();
});

test("the provider is not asked where the peer names the address, and is asked again after it", async () => {
  let asked = 0;
  const provide = () => ({ url: `${URL_OF_TEST}?${++asked}`, protocols: ["chat"] });
  const { server, client, connection } = await open(twitchEventSub, {}, provide);
  connection.send(reconnectMessage(NEXT_URL));
  const second = await server.nextConnection();
  assert.deepEqual([second.url, second.protocols, asked], [NEXT_URL, ["chat"], 1]);
  second.accept();
  second.close(4000);
  const third = await server.nextConnection();
  assert.deepEqual([third.url, asked], [`${URL_OF_TEST}?2`, 2]);
  client.close();
});

for (const elsewhere of ["wss://evil.example/feed", "ws://example.com/feed"]) {
  test(`a client does not follow its peer to ${elsewhere}, but the verdict counts`, async () => {
    const { server, client, connection } = await open(twitchEventSub);
    connection.send(reconnectMessage(elsewhere));
    const second = await server.nextConnection();
    assert.equal(second.url, URL_OF_TEST);
    client.close();
  });
}

test("fresh credentials that the provider put into its URL are used, whatever the peer names", async () => {
  const asked = [];
  const provide = ({ fresh }) => {
    asked.push(fresh);
    return `${URL_OF_TEST}?token=${asked.length}`;
  };
  const read = () => ({ verdict: "reauthenticate", url: NEXT_URL });
  const { server, client, connection } = await open(announcing(read), {}, provide);
  connection.send("who are you?");
  connection.close(3000);
  const second = await server.nextConnection();
  assert.deepEqual([second.url, asked], [`${URL_OF_TEST}?token=2`, [false, true]]);
  client.close();
});

test("an address that is none is reported, and the verdict counts", async (t) => {
  const errors = collectReported(t);
  const { server, client, connection } = await open(
    announcing(() => ({ verdict: "retry-now", url: "ftp://example.com", moveNow: true })),
  );
  connection.send("move");
  const second = await server.nextConnection();
  assert.equal(second.url, URL_OF_TEST);
  assert.match(errors[0].message, /has the scheme ftp:/);
  client.close();
});

for (const [what, read, message] of [
  [
    "throws",
    () => {
      throw new Error("thrown on purpose");
    },
    /thrown on purpose/,
  ],
  ["gives a word", () => "stop", /profile\.read is "stop"; allowed is an object with a verdict/],
  [
    "gives no verdict",
    () => ({ verdict: "perhaps" }),
    /profile\.read is "perhaps"; allowed is a ver/,
  ],
]) {
  test(`a reader that ${what} is reported, and the message is told`, async (t) => {
    const errors = collectReported(t);
    const { client, told, connection } = await open(announcing(read));
    connection.send("hello");
    assert.match(errors[0].message, message);
    assert.deepEqual(told.messages, ["hello"]);
    client.close();
  });
}

test("where nothing is retried, a connection is not left", async () => {
  const { client, told, connection } = await open(twitchEventSub, { reconnect: false });
  connection.send(reconnectMessage(NEXT_URL));
  assert.equal(client.state, "open");
  connection.close(4004);
  await client.ended;
  assert.equal(told.closes[0].diagnosis.source, "announced");
});

test("Action Cable's disconnect wins over the code that follows, and codes of the user's over it", async () => {
  const message = JSON.stringify({ type: "disconnect", reason: "unauthorized", reconnect: false });
  const first = await open(actionCable);
  first.connection.send(message);
  first.connection.close(1000);
  assert.equal((await first.client.ended).reason, "stopped");
  const second = await open(actionCable, { codes: { 1000: "retry" } });
  second.connection.send(message);
  second.connection.close(1000);
  await second.server.nextConnection();
  assert.equal(second.told.closes[0].diagnosis.source, "user");
  second.client.close();
});

test("nothing is sent where the protocol takes nothing, and the error names the profile", async () => {
  const { client, connection } = await open(twitchEventSub);
  for (const state of ["open", "closing"]) {
    assert.throws(
      () => client.send("hello"),
      (error) =>
        error instanceof ReceiveOnlyError &&
        error.profile === "twitch-event-sub" &&
        error.message === "the profile twitch-event-sub lets the client send nothing",
      state,
    );
    client.close();
  }
  assert.deepEqual(connection.messages, []);
});

test("an option that would send is refused where the protocol takes nothing", () => {
  const make = (options) => () =>
    new Client(URL_OF_TEST, [], { profile: twitchEventSub, autoConnect: false, ...options });
  const check = () => "accept";
  for (const [option, options] of [
    ["liveness.probe", { liveness: { probe: "ping" } }],
    ["handshake.greeting", { handshake: { greeting: "hello", check } }],
  ]) {
    assert.throws(make(options), (error) => {
      assert.ok(error instanceof OptionError);
      assert.equal(error.option, option);
      assert.match(error.message, /the profile twitch-event-sub lets the client send nothing$/);
      return true;
    });
  }
  make({ liveness: { probe: false }, handshake: { check } })();
});

test("a reader that is none, and what is no boolean, are refused", () => {
  for (const [option, more] of [
    ["profile.read", { read: "stop" }],
    ["profile.receiveOnly", { receiveOnly: "yes" }],
  ]) {
    const profile = announcing(undefined, more);
    assert.throws(
      () => diagnose({ code: 1000 }, {}, { profile }),
      (error) => error instanceof OptionError && error.option === option,
    );
  }
});

/** What is reported during a test, as the platform would tell it. */
function collectReported(t) {
  const errors = [];
  globalThis.reportError = (error) => errors.push(error);
  t.after(() => delete globalThis.reportError);
  return errors;
}
