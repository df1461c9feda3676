import { assert } from "chai";
import { OptionError, OutboxError, type UndeliveredEvent } from "closewise";
import { chaos, closeAll, next, Recorded, thrownBy, UNANSWERED } from "./support/both.js";
import { AT_ONCE, connect } from "./support/client.js";

describe("the outbox", () => {
  afterEach(closeAll);

  it("keeps what is sent while connecting, and sends it in order", async () => {
    const recorded = new Recorded();
    const client = connect(recorded.url("/echo"));
    assert.equal(client.send("one"), "queued");
    assert.equal(client.send(new Uint8Array([1, 2])), "queued");
    assert.equal(client.send("two"), "queued");
    assert.equal(client.bufferedAmount, 8);
    assert.equal(client.stats.queuedMessages, 3);
    await client.drained;
    assert.equal(client.stats.queuedMessages, 0);
    assert.equal(client.send("three"), "sent");
    const [connection] = await recorded.when(([one]) => one?.received.length === 4);
    assert.deepEqual(
      connection?.received.map(({ text, bytes }) => text ?? bytes),
      ["one", 2, "two", "three"],
    );
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

  it("carries messages over to the next connection", async () => {
    const recorded = new Recorded();
    const key = crypto.randomUUID();
    const client = connect(recorded.url(`/flap?key=${key}&up=200&times=1`), { reconnect: AT_ONCE });
    await next(client, "close");
    assert.equal(client.send("after the drop"), "queued");
    await next(client, "message");
    const [, second] = await recorded.connections();
    assert.equal(second?.received[0]?.text, "after the drop");
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

  it("reports what gave way, what expired and what was never sent", async () => {
    const told = (client: EventTarget) => {
      const log: string[] = [];
      client.addEventListener("undelivered", (event) => {
        const { data, reason } = event as UndeliveredEvent;
        log.push(`${data} ${reason}`);
      });
      return log;
    };
    const oldest = connect(chaos(UNANSWERED), {
      queue: { maxMessages: 1, overflow: "drop-oldest" },
    });
    const log = told(oldest);
    oldest.send("a");
    oldest.send("b");
    await next(oldest, "undelivered");
    oldest.close();
    await oldest.ended;
    assert.deepEqual(log, ["a overflow", "b ended"]);

    const newest = connect(chaos(UNANSWERED), {
      queue: { maxMessages: 1, overflow: "drop-newest" },
    });
    newest.send("a");
    newest.send("b");
    assert.equal((await next<UndeliveredEvent>(newest, "undelivered")).data, "b");

    const brief = connect(chaos(UNANSWERED));
    brief.send("brief", { ttl: 10 });
    assert.equal((await next<UndeliveredEvent>(brief, "undelivered")).reason, "expired");
  });

  it("refuses a time to live that is none, and stays usable", async () => {
    const client = connect(chaos("/echo"));
    for (const ttl of [0, -5, Number.NaN, "soon" as unknown as number]) {
      const error = thrownBy(() => client.send("never", { ttl }));
      assert.instanceOf(error, OptionError);
      assert.include((error as OptionError).message, "ttl is ");
    }
    client.send("echo", { ttl: Number.POSITIVE_INFINITY });
    assert.equal((await next<MessageEvent>(client, "message")).data, "echo");
  });

  it("is full again no later than the peer reads: drained says when it is not", async () => {
    const client = connect(chaos("/sink"), { highWaterMark: 1000, lowWaterMark: 100 });
    await client.opened;
    client.send("x".repeat(100_000));
    await client.drained;
    assert.isAtMost(client.bufferedAmount, 100);
  });
});
