// Classes of sockets that are injected, such as test doubles: they do what no browser does.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Client } from "closewise";

/** A socket whose server is the test. */
class Scripted extends EventTarget {
  static made = [];
  readyState = 0;
  bufferedAmount = 0;
  sent = [];
  constructor() {
    super();
    Scripted.made.push(this);
  }
  send(data) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 2;
  }
  open() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  message(data) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
  closed(facts) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), facts));
  }
}

/** A client, and the socket that it made. */
function scripted(options) {
  const client = new Client("ws://example.com", [], { WebSocket: Scripted, ...options });
  return [client, Scripted.made.at(-1)];
}

const END = { code: 1000, wasClean: true, reason: "" };

for (const answer of [false, 0, "", null]) {
  test(`a handshake's check that answers ${JSON.stringify(answer)} says nothing`, () => {
    const [client, socket] = scripted({ handshake: { check: () => answer } });
    socket.open();
    socket.message("x");
    assert.equal(client.state, "connecting");
    client.close();
    socket.closed(END);
  });

  test(`a predicate that answers ${JSON.stringify(answer)} leaves the verdict as it is`, () => {
    const [client, socket] = scripted({ reconnect: { when: () => answer } });
    socket.open();
    socket.closed({ code: 1001, wasClean: true, reason: "" });
    assert.equal(client.state, "waiting");
    client.close();
  });
}

test("a close event without a reason is a close", () => {
  const [client, socket] = scripted();
  socket.open();
  socket.closed({ code: 1001, wasClean: true });
  assert.equal(client.state, "waiting");
  client.close();
});

test("a message that comes inside the listener of another one is told after it", () => {
  const [client, socket] = scripted();
  const told = [];
  client.addEventListener("message", ({ data }) => {
    told.push(data);
    if (data === "a") socket.message("b");
  });
  socket.open();
  socket.message("a");
  assert.deepEqual(told, ["a", "b"]);
  client.close();
  socket.closed(END);
});

test("what a socket never sent counts for ever, and no statistics go on after the end", async () => {
  const [client, socket] = scripted();
  socket.open();
  socket.bufferedAmount = 5;
  client.close();
  socket.closed(END);
  await client.ended;
  socket.bufferedAmount = 0;
  assert.equal(client.bufferedAmount, 5);
  assert.equal(client.send("late"), "discarded");
  assert.equal(client.bufferedAmount, 9);
  const { timeIn } = client.stats;
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(client.stats.timeIn, timeIn);
});

test("a buffer may hold more than 32 bits count", () => {
  const [client, socket] = scripted();
  socket.open();
  socket.bufferedAmount = 2 ** 32 + 5;
  assert.equal(client.bufferedAmount, 2 ** 32 + 5);
  client.close();
  socket.closed(END);
});

test("the functions of a user are called as functions", async () => {
  const thises = [];
  const note = (value) =>
    function noted() {
      thises.push(this);
      return value;
    };
  const client = new Client(note("ws://example.com"), [], {
    WebSocket: Scripted,
    reconnect: { when: note("stop") },
    handshake: { check: note("accept") },
    liveness: { probe: false, isPong: note(false) },
  });
  await new Promise((resolve) => setTimeout(resolve));
  const socket = Scripted.made.at(-1);
  socket.open();
  socket.message("welcome");
  socket.message("x");
  socket.closed({ code: 1001, wasClean: true, reason: "" });
  assert.equal((await client.ended).reason, "stopped");
  assert.deepEqual(thises, [undefined, undefined, undefined, undefined]);
});

test("a session that ends while its socket is made hears nothing of the socket", async () => {
  const aborting = new AbortController();
  class Aborting extends Scripted {
    constructor() {
      super();
      aborting.abort();
    }
  }
  const { signal } = aborting;
  const client = new Client(() => "ws://example.com", [], { WebSocket: Aborting, signal });
  await client.ended;
  const socket = Scripted.made.at(-1);
  assert.equal(socket.readyState, 2);
  socket.open();
  assert.equal(client.state, "ended");
});

test("a clock that begins at 0 counts from there", () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });
  const [client] = scripted({ connectTimeout: 10_000 });
  mock.timers.tick(9_999);
  assert.equal(client.state, "connecting");
  mock.timers.tick(1);
  assert.equal(client.state, "waiting");
  client.close();
  mock.timers.reset();
});

test("an event without data is a message of no bytes", () => {
  const [client, socket] = scripted();
  const told = [];
  client.addEventListener("message", ({ data }) => told.push(data));
  socket.open();
  socket.dispatchEvent(new MessageEvent("message"));
  socket.dispatchEvent(new Event("message"));
  socket.message("x");
  assert.deepEqual(told, [null, null, "x"]);
  assert.equal(client.stats.messagesReceived, 3);
  assert.equal(client.stats.bytesReceived, 1);
  client.close();
  socket.closed(END);
});

/** When a validator may answer, and how it does. */
const WAYS = [
  ["at once", (answer) => answer],
  ["later", async (answer) => answer],
];

/** Answers of a validator that cannot be read. */
const UNREADABLE = {
  "whose issues throw": {
    get issues() {
      throw new Error("on purpose");
    },
  },
  "whose value throws": {
    get value() {
      throw new Error("on purpose");
    },
  },
};

for (const [what, unreadable] of Object.entries(UNREADABLE)) {
  for (const [when, wrap] of WAYS) {
    test(`an answer of a schema ${what} makes a message invalid, ${when}`, async () => {
      const validate = (value) => wrap(value === "bad" ? unreadable : { value });
      const schema = { "~standard": { version: 1, vendor: "own", validate } };
      const [client, socket] = scripted({ schema });
      const told = [];
      client.addEventListener("message", ({ data }) => told.push(data));
      client.addEventListener("invalid", ({ data, issues, error }) =>
        told.push([data, issues, error.message]),
      );
      socket.open();
      for (const data of ["a", "bad", "b"]) socket.message(data);
      await new Promise((resolve) => setTimeout(resolve));
      assert.deepEqual(told, ["a", ["bad", [], "on purpose"], "b"]);
      client.close();
      socket.closed(END);
      assert.equal((await client.ended).reason, "requested");
    });
  }
}

for (const [when, wrap] of WAYS) {
  test(`an answer of a schema is read once, ${when}`, async () => {
    const reads = [];
    const answer = {
      get issues() {
        reads.push("issues");
        return undefined;
      },
      get value() {
        reads.push("value");
        return "valid";
      },
    };
    const schema = { "~standard": { version: 1, vendor: "own", validate: () => wrap(answer) } };
    const [client, socket] = scripted({ schema });
    client.subscribe((data) => reads.push(data));
    socket.open();
    socket.message("x");
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(reads, ["issues", "value", "valid"]);
    client.close();
    socket.closed(END);
  });

  test(`an event that cannot be read is reported, and more messages come, ${when}`, async () => {
    const schema = {
      "~standard": { version: 1, vendor: "own", validate: (value) => wrap({ value }) },
    };
    const [client, socket] = scripted({ schema });
    const told = [];
    const reported = [];
    globalThis.reportError = (error) => reported.push(error.message);
    client.addEventListener("message", ({ data }) => told.push(data));
    socket.open();
    const event = new MessageEvent("message", { data: "a" });
    Object.defineProperty(event, "origin", {
      get() {
        throw new Error("on purpose");
      },
    });
    socket.dispatchEvent(event);
    socket.message("b");
    await new Promise((resolve) => setTimeout(resolve));
    delete globalThis.reportError;
    assert.deepEqual(told, ["b"]);
    assert.deepEqual(reported, ["on purpose"]);
    client.close();
    socket.closed(END);
    assert.equal((await client.ended).reason, "requested");
  });
}

for (const [what, until] of [
  [
    "its time is over",
    (client) => new Promise((resolve) => client.addEventListener("retry", resolve)),
  ],
  ["the client was closed", (client) => client.close()],
  ["its answer closed the client", () => {}],
]) {
  test(`the URL that a provider gives after ${what} is not the client's`, async () => {
    let answer;
    const provided = new Promise((resolve) => {
      answer = resolve;
    });
    const client = new Client(() => provided, [], { WebSocket: Scripted, providerTimeout: 5 });
    await until(client);
    answer({
      get url() {
        client.close();
        return "ws://late.example";
      },
    });
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(client.url, "");
    client.close();
  });
}

test("the URL that a provider gives is the client's before the socket is made", async () => {
  const urls = [];
  class Noting extends Scripted {
    constructor() {
      super();
      urls.push(client.url);
    }
  }
  const client = new Client(async () => "ws://example.com", [], { WebSocket: Noting });
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(urls, ["ws://example.com/"]);
  client.close();
  Scripted.made.at(-1).closed(END);
});

for (const [what, begin] of [
  ["was never asked for a message", () => {}],
  ["waits for a message", (messages) => messages.next()],
  [
    "has given a message",
    async (messages, socket) => {
      socket.message("a");
      await messages.next();
    },
  ],
]) {
  test(`throw() ends an iteration that ${what}`, async () => {
    const [client, socket] = scripted();
    socket.open();
    const messages = client.messages({ buffer: 1 });
    const begun = begin(messages, socket);
    if (what === "has given a message") await begun;
    const error = new Error("on purpose");
    await assert.rejects(messages.throw(error), error);
    assert.equal((await messages.next()).done, true);
    // While there are subscribers, a listener that was added past the client hears nothing.
    const told = [];
    EventTarget.prototype.addEventListener.call(client, "message", ({ data }) => told.push(data));
    socket.message("b");
    assert.deepEqual(told, ["b"]);
    client.close();
    socket.closed(END);
  });
}
