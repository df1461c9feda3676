// What becomes of messages that cannot be sent at once.
import { assert } from "chai";
import { OptionError, OutboxError, type UndeliveredEvent } from "closewise";
import { chaos, closeAll, next, thrownBy, UNANSWERED } from "./support/both.js";
import { connect } from "./support/client.js";

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
