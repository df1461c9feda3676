// client.subscribe(): the data of each message, without an event.
import { assert } from "chai";
import { Client, type InvalidEvent, OptionError } from "closewise";
import { z } from "zod";
import { chaos, closeAll, collectUncaught, next, remember, thrownBy } from "./support/both.js";
import { connect } from "./support/client.js";

/** Sends messages, and resolves when the last of them has come back: without listening for an event. */
async function echoed(client: Client, ...messages: string[]): Promise<void> {
  const last = messages.at(-1);
  await new Promise<void>((resolve) => {
    const stop = client.subscribe((data) => {
      if (data !== last) return;
      stop();
      resolve();
    });
    for (const message of messages) client.send(message);
  });
}

describe("subscribe", () => {
  const { MessageEvent: Platform } = window;
  let made = 0;

  beforeEach(() => {
    made = 0;
    window.MessageEvent = new Proxy(Platform, {
      construct(target, given) {
        made++;
        return Reflect.construct(target, given);
      },
    });
  });

  afterEach(() => {
    window.MessageEvent = Platform;
    closeAll();
  });

  it("hands over the data of each message, in order, and makes no event", async () => {
    const client = connect(chaos("/echo"));
    const heard: unknown[] = [];
    client.subscribe((data) => heard.push(data));
    await echoed(client, "one", "two", "three");
    assert.deepEqual(heard, ["one", "two", "three"]);
    assert.equal(made, 0);
  });

  it("hands over the very payload that the socket gave", async () => {
    const client = connect(chaos("/echo"), { binaryType: "arraybuffer" });
    const data = await new Promise((resolve) => {
      client.subscribe(resolve);
      client.send(new Uint8Array([1, 2]));
    });
    assert.deepEqual(data, new Uint8Array([1, 2]).buffer);
  });

  it("makes no event for an iteration either", async () => {
    const client = connect(chaos("/echo"));
    const messages = client.messages();
    client.send("one");
    assert.equal((await messages.next()).value, "one");
    assert.equal(made, 0);
  });

  it("comes before the listeners, which hear the same message in an event", async () => {
    const client = connect(chaos("/echo"));
    const heard: string[] = [];
    client.addEventListener("message", ({ data }) => heard.push(`listener ${data}`));
    client.onmessage = ({ data }) => heard.push(`handler ${data}`);
    client.subscribe((data) => heard.push(`subscriber ${data}`));
    client.send("x");
    await next(client, "message");
    assert.deepEqual(heard, ["subscriber x", "listener x", "handler x"]);
  });

  for (const [what, listen] of [
    ["a listener", (client: Client, hear: () => void) => client.addEventListener("message", hear)],
    [
      "a listener that is an object",
      (client: Client, handleEvent: () => void) =>
        client.addEventListener("message", { handleEvent }),
    ],
    [
      "a handler",
      (client: Client, hear: () => void) => {
        client.onmessage = hear;
      },
    ],
  ] as const) {
    it(`lets ${what} that a subscriber adds hear from the next message on`, async () => {
      const client = connect(chaos("/echo"));
      let heard = 0;
      const stop = client.subscribe(() => {
        stop();
        listen(client, () => heard++);
      });
      await echoed(client, "first");
      assert.equal(heard, 0);
      client.send("second");
      await next(client, "message");
      assert.equal(heard, 1);
    });
  }

  it("takes nothing from a listener that was added past the client, while nobody subscribes", async () => {
    const client = connect(chaos("/echo"));
    const event = new Promise<Event>((resolve) => {
      EventTarget.prototype.addEventListener.call(client, "message", resolve, { once: true });
    });
    client.send("x");
    assert.equal(((await event) as MessageEvent).data, "x");
  });

  it("notices a listener that a subclass passes on", async () => {
    class Special extends Client {
      override addEventListener(...given: Parameters<EventTarget["addEventListener"]>) {
        super.addEventListener(...given);
      }
    }
    const client = remember(new Special(chaos("/echo")));
    client.subscribe(() => {});
    const heard = next(client, "message");
    client.send("x");
    assert.equal(((await heard) as MessageEvent).data, "x");
  });

  it("ends by the function that it returned, at once and more than once", async () => {
    const client = connect(chaos("/echo"));
    const heard: unknown[] = [];
    client.subscribe(() => {
      stop();
      stop();
    });
    const stop = client.subscribe((data) => heard.push(data));
    await echoed(client, "one", "two");
    assert.deepEqual(heard, []);
  });

  it("counts each call, also of the same function", async () => {
    const client = connect(chaos("/echo"));
    let heard = 0;
    const hear = () => heard++;
    client.subscribe(hear);
    const stop = client.subscribe(hear);
    await echoed(client, "one");
    assert.equal(heard, 2);
    stop();
    await echoed(client, "two");
    assert.equal(heard, 3);
  });

  it("lets a subscriber that another one adds hear from the next message on", async () => {
    const client = connect(chaos("/echo"));
    const heard: unknown[] = [];
    const stop = client.subscribe(() => {
      stop();
      client.subscribe((data) => heard.push(data));
    });
    await echoed(client, "one", "two");
    assert.deepEqual(heard, ["two"]);
  });

  it("reports what a subscriber throws, and hands the message to the others and the listeners", async () => {
    const client = connect(chaos("/echo"));
    const uncaught = collectUncaught();
    const error = new Error("thrown on purpose");
    const heard: unknown[] = [];
    client.subscribe(() => {
      throw error;
    });
    client.subscribe((data) => heard.push(data));
    client.addEventListener("message", ({ data }) => heard.push(data));
    client.send("x");
    await next(client, "message");
    assert.deepEqual(heard, ["x", "x"]);
    assert.deepEqual(uncaught.stop(), [error]);
  });

  it("goes through the codec and the schema, as events do", async () => {
    const client = connect<{ n: number }, unknown>(chaos("/echo"), {
      codec: "json",
      schema: z.object({ n: z.number() }),
    } as object);
    const heard: unknown[] = [];
    client.subscribe((data) => heard.push(data));
    client.send({ n: "one" });
    const { data } = await next<InvalidEvent>(client, "invalid");
    assert.equal(data, '{"n":"one"}');
    client.send({ n: 2 });
    await next(client, "message");
    assert.deepEqual(heard, [{ n: 2 }]);
  });

  it("refuses what is no function", () => {
    const client = connect(chaos("/echo"));
    const error = thrownBy(() => client.subscribe("x" as never));
    assert.instanceOf(error, OptionError);
    assert.equal((error as OptionError).option, "listener");
  });
});
