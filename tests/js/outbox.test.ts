// What becomes of messages that cannot be sent at once.
import { assert } from "chai";
import {
  type Client,
  type ClientCloseEvent,
  OptionError,
  OutboxError,
  type SentEvent,
  type UndeliveredEvent,
} from "closewise";
import { aTaskLater, chaos, closeAll, next, thrownBy, UNANSWERED } from "./support/both.js";
import { connect, logOf } from "./support/client.js";
import { FakeClock } from "./support/clock.js";
import { scripted } from "./support/scripted.js";

describe("the outbox", () => {
  afterEach(closeAll);

  it("says of each message whether it is queued, sent or discarded", async () => {
    const client = connect(chaos("/echo"));
    assert.equal(client.send("one"), "queued");
    assert.equal(client.send(new Uint8Array([1, 2])), "queued");
    assert.equal(client.bufferedAmount, 5);
    assert.equal(client.stats.queuedMessages, 2);
    await client.drained;
    assert.equal(client.stats.queuedMessages, 0);
    assert.equal(client.send("two"), "sent");
    client.close();
    assert.equal(client.send("three"), "discarded");
    await client.ended;
    assert.equal(client.send("four"), "discarded");
  });

  it("keeps a copy of memory that changes while it waits", async () => {
    const client = connect(chaos("/echo"), { binaryType: "arraybuffer" });
    const bytes = new Uint8Array([1, 2, 3, 4]);
    client.send(bytes.subarray(1, 3));
    client.send(bytes.buffer);
    bytes.fill(9);
    await client.opened;
    assert.deepEqual(
      [...new Uint8Array((await next<MessageEvent>(client, "message")).data)],
      [2, 3],
    );
    assert.deepEqual(
      [...new Uint8Array((await next<MessageEvent>(client, "message")).data)],
      [1, 2, 3, 4],
    );
  });

  it("throws an OutboxError when there is no room", () => {
    const client = connect(chaos(UNANSWERED), { queue: { maxMessages: 2, maxBytes: 10 } });
    client.send("12345");
    const tooBig = thrownBy(() => client.send("12345678901"));
    assert.instanceOf(tooBig, OutboxError);
    assert.equal((tooBig as OutboxError).reason, "too-big");
    client.send("1");
    const full = thrownBy(() => client.send("2"));
    assert.equal((full as OutboxError).reason, "full");
    assert.equal((full as OutboxError).name, "OutboxError");
  });

  it("says in an OutboxError how full it is, and which option sets the limit", () => {
    const client = connect(chaos(UNANSWERED), { queue: { maxMessages: 2, maxBytes: 10 } });
    const factsOf = (message: string) => {
      const error = thrownBy(() => client.send(message)) as OutboxError;
      const { option, limit, size, queuedMessages, queuedBytes } = error;
      for (const fact of [option, limit, size, queuedMessages, queuedBytes]) {
        assert.include(error.message, `${fact}`);
      }
      return [option, limit, size, queuedMessages, queuedBytes];
    };
    assert.deepEqual(factsOf("12345678901"), ["queue.maxBytes", 10, 11, 0, 0]);
    client.send("123456");
    assert.deepEqual(factsOf("12345"), ["queue.maxBytes", 10, 5, 1, 6]);
    client.send("1");
    assert.deepEqual(factsOf("2"), ["queue.maxMessages", 2, 1, 2, 7]);
  });

  it("gives each message back that it will not send, and says why", async () => {
    const client = connect<string, string | Blob>(chaos(UNANSWERED), {
      queue: { maxMessages: 1, overflow: "drop-oldest" },
    });
    const undelivered = () => next<UndeliveredEvent>(client, "undelivered");
    const blob = new Blob(["a"]);
    client.send(blob);
    client.send("b", { ttl: 10 });
    const overflow = await undelivered();
    assert.equal(overflow.data, blob);
    assert.equal(overflow.reason, "overflow");
    const expired = await undelivered();
    assert.deepEqual([expired.data, expired.reason], ["b", "expired"]);
    client.send("c");
    client.close();
    const ended = await undelivered();
    assert.deepEqual([ended.data, ended.reason], ["c", "ended"]);
  });

  it("refuses a time to live that is none, and stays usable", async () => {
    const client = connect(chaos("/echo"));
    for (const ttl of [0, 0.5, -5, Number.NaN, ...(["soon", "5", null] as unknown[] as number[])]) {
      const error = thrownBy(() => client.send("never", { ttl }));
      assert.instanceOf(error, OptionError);
      assert.include((error as OptionError).message, "; allowed is a number from 1 to Infinity");
    }
    client.send("echo", { ttl: Number.POSITIVE_INFINITY });
    assert.equal((await next<MessageEvent>(client, "message")).data, "echo");
  });
});

describe("a message that was queued", () => {
  afterEach(closeAll);

  type Told = Pick<SentEvent, "message" | "tag">;

  const toldOf = (client: Client, type: "sent" | "undelivered") => {
    const told: Told[] = [];
    client.addEventListener(type, ({ message, tag }) => told.push({ message, tag }));
    return told;
  };

  it("is told when it goes to a socket, with its tag, and others are not", () => {
    const [client, [socket]] = scripted();
    const sent = toldOf(client, "sent");
    const tag = { id: 1 };
    client.send("one", { tag });
    client.send("two");
    assert.deepEqual(sent, []);
    socket?.open();
    client.send("three", { tag: 3 });
    assert.deepEqual(socket?.sent, ["one", "two", "three"]);
    assert.deepEqual(sent, [
      { message: "one", tag },
      { message: "two", tag: undefined },
    ]);
    assert.equal(sent[0]?.tag, tag);
  });

  it("comes back as it was given, before the codec, and what became of it beside it", async () => {
    const [client, [socket]] = scripted({
      codec: "json",
      queue: { maxMessages: 2, overflow: "drop-oldest" },
    } as object);
    const sent = toldOf(client, "sent");
    const undelivered: UndeliveredEvent[] = [];
    client.addEventListener("undelivered", (event) => undelivered.push(event));
    const messages = [{ n: 1 }, { n: 2 }, { n: 3 }] as const;
    for (const message of messages) client.send(message as never, { tag: message.n });
    await aTaskLater();
    assert.equal(undelivered[0]?.message, messages[0]);
    assert.equal(undelivered[0]?.tag, 1);
    assert.equal(undelivered[0]?.data, '{"n":1}');
    assert.equal(undelivered[0]?.reason, "overflow");
    socket?.open();
    assert.deepEqual(sent, [
      { message: messages[1], tag: 2 },
      { message: messages[2], tag: 3 },
    ]);
    assert.deepEqual(socket?.sent, ['{"n":2}', '{"n":3}']);
  });

  it("of bytes comes back as they were at the call", () => {
    for (const tag of [undefined, "tagged"]) {
      const [client, [socket]] = scripted();
      const sent = toldOf(client, "sent");
      const bytes = new Uint8Array([1, 2]);
      client.send(bytes, { tag });
      bytes.fill(9);
      socket?.open();
      assert.deepEqual([...new Uint8Array(sent[0]?.message as ArrayBuffer)], [1, 2]);
      assert.equal(sent[0]?.tag, tag);
    }
  });

  it("and expired or was left at the end comes back with its tag", () => {
    const clock = new FakeClock().start();
    const [client] = scripted();
    const undelivered = toldOf(client, "undelivered");
    client.send("one", { ttl: 5, tag: 1 });
    client.send("two", { tag: 2 });
    clock.pass(5);
    assert.deepEqual(undelivered, [{ message: "one", tag: 1 }]);
    client.close();
    clock.pass(3_000);
    assert.deepEqual(undelivered[1], { message: "two", tag: 2 });
    clock.restore();
  });

  for (const [what, options, messages, taken] of [
    ["texts and bytes", {}, ["one", new Uint8Array([2])], ["one", new Uint8Array([2]).buffer]],
    ["what a codec would write", { codec: "json" }, [{ n: 1 }, "two"], [{ n: 1 }, "two"]],
  ] as const) {
    it(`can be taken back: ${what}, in order`, () => {
      const [client, [socket]] = scripted(options as object);
      const log = logOf(client, "sent", "undelivered");
      for (const message of messages) client.send(message as string, { tag: "tagged" });
      client.send("three");
      assert.deepEqual(client.takeQueued() as unknown[], [...taken, "three"]);
      assert.deepEqual(client.takeQueued(), []);
      assert.equal(client.bufferedAmount, 0);
      socket?.open();
      assert.deepEqual(socket?.sent, []);
      assert.deepEqual(log, []);
    });
  }

  it("and is taken back resolves drained", async () => {
    const [client] = scripted();
    client.send("one");
    const { drained } = client;
    client.takeQueued();
    await drained;
  });

  it("is not answered so where it gives way to those before it", async () => {
    const [client, [socket]] = scripted({ queue: { maxMessages: 1, overflow: "drop-newest" } });
    const undelivered = toldOf(client, "undelivered");
    assert.equal(client.send("one"), "queued");
    assert.equal(client.send("two", { tag: 2 }), "discarded");
    await aTaskLater();
    assert.deepEqual(undelivered, [{ message: "two", tag: 2 }]);
    socket?.open();
    assert.deepEqual(socket?.sent, ["one"]);
  });
});

describe("an outbox that is held", () => {
  afterEach(closeAll);

  it("goes out with the first message, and keeps what is sent until then", () => {
    const [client, [socket]] = scripted({ queue: { hold: "first-message" } });
    const bytes = new Uint8Array([1]);
    client.send("one");
    socket?.open();
    assert.equal(client.state, "open");
    assert.equal(client.send(bytes), "queued");
    bytes.fill(9);
    assert.deepEqual(socket?.sent, []);
    socket?.message("welcome");
    assert.deepEqual(socket?.sent, ["one", new Uint8Array([1]).buffer]);
    assert.equal(client.send("three"), "sent");
  });

  it("goes out after a time without a close", () => {
    const clock = new FakeClock().start();
    const [client, [socket]] = scripted({ queue: { hold: 100 } });
    client.send("one");
    socket?.open();
    socket?.message("welcome");
    clock.pass(99);
    assert.deepEqual(socket?.sent, []);
    clock.pass(1);
    assert.deepEqual(socket?.sent, ["one"]);
    assert.equal(client.send("two"), "sent");
    closeAll();
    clock.restore();
  });

  it("goes out at once where a handshake has passed", () => {
    const [client, [socket]] = scripted({
      queue: { hold: "first-message" },
      handshake: { check: () => "accept" },
    });
    client.send("one");
    socket?.open();
    socket?.message("welcome");
    assert.deepEqual(socket?.sent, ["one"]);
  });

  for (const [hold, messages, undelivered] of [
    ["open", 2, 0],
    ["first-message", 0, 2],
    [60_000, 0, 2],
  ] as const) {
    it(`until ${hold}: a refusal of the open connection is handed ${messages} messages`, async () => {
      const client = connect(chaos("/close?code=4001&after=20"), {
        queue: { hold },
        codes: { 4001: "stop" },
      });
      const log = logOf(client, "undelivered");
      client.send("hello");
      client.send("☃");
      const { heard, handed } = await next<ClientCloseEvent>(client, "close");
      await client.ended;
      assert.isFalse(heard);
      assert.deepEqual(handed, { messages, bytes: messages && 8 });
      assert.lengthOf(log, undelivered);
    });
  }

  it("tells that the peer was heard", async () => {
    const client = connect(chaos("/echo"));
    client.send("hello");
    await next(client, "message");
    client.close();
    const { heard, handed } = await next<ClientCloseEvent>(client, "close");
    assert.isTrue(heard);
    assert.deepEqual(handed, { messages: 1, bytes: 5 });
  });
});
