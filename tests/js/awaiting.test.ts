// Promises, iteration, streams, and closing by `using`.
import { assert } from "chai";
import { EndedError, type MessagesOptions, OptionError } from "closewise";
import { chaos, closeAll, next, thrownBy, UNANSWERED } from "./support/both.js";
import { connect } from "./support/client.js";
import { type ScriptedSocket, scripted } from "./support/scripted.js";

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it was not rejected"),
    (error) => error,
  );

describe("promises", () => {
  afterEach(closeAll);

  it("opened resolves for each who asks, before and after", async () => {
    const client = connect(chaos("/echo"));
    await Promise.all([client.opened, client.opened]);
    await client.opened;
  });

  it("opened rejects when there will be no connection, before and after", async () => {
    const client = connect(chaos("/refuse?status=401"), { reconnect: false });
    const error = await rejection(client.opened);
    assert.instanceOf(error, EndedError);
    assert.equal((error as EndedError).reason, "reconnect-off");
    assert.equal((error as EndedError).diagnosis?.cause, "never-opened");
    assert.instanceOf(await rejection(client.opened), EndedError);
  });

  it("nobody asked for cause no unhandled rejection", async () => {
    let unhandled = 0;
    const count = () => unhandled++;
    addEventListener("unhandledrejection", count);
    const client = connect(chaos("/refuse?status=401"), { reconnect: false });
    await client.ended;
    await new Promise((resolve) => setTimeout(resolve));
    removeEventListener("unhandledrejection", count);
    assert.equal(unhandled, 0);
  });

  it("ended says how, before and after", async () => {
    const client = connect(chaos("/close?code=1000"));
    const end = await client.ended;
    assert.equal(end.reason, "stopped");
    assert.deepEqual(await client.ended, end);
  });

  it("drained rejects when something will never be sent", async () => {
    const client = connect(chaos(UNANSWERED));
    client.send("x");
    const drained = rejection(client.drained);
    client.close();
    assert.instanceOf(await drained, EndedError);
    const idle = connect(chaos("/echo"));
    await idle.drained;
    idle.close();
    await idle.ended;
    await idle.drained;
  });
});

describe("iteration", () => {
  afterEach(closeAll);

  it("gives the messages in order, and ends with the session", async () => {
    const client = connect(chaos("/flood?count=50&size=10"));
    const indices: number[] = [];
    for await (const message of client) {
      indices.push(Number.parseInt(message as string, 10));
      if (indices.length === 50) client.close();
    }
    assert.deepEqual(
      indices,
      Array.from({ length: 50 }, (_, i) => i),
    );
    for await (const _ of client) assert.fail("the session is over");
  });

  it("keeps what comes while the reader is busy", async () => {
    const client = connect(chaos("/flood?count=20&size=10"));
    const messages = client.messages();
    let seen = 0;
    await new Promise<void>((resolve) => {
      client.addEventListener("message", () => ++seen === 20 && resolve());
    });
    for (let i = 0; i < 20; i++) {
      assert.equal(Number.parseInt((await messages.next()).value as string, 10), i);
    }
  });

  it("fails when more is kept than it may, after what was kept", async () => {
    const client = connect(chaos("/flood?count=20&size=10"));
    const messages = client.messages({ buffer: 5 });
    await until20(client);
    for (let i = 0; i < 5; i++) assert.isFalse((await messages.next()).done);
    assert.instanceOf(await rejection(messages.next()), RangeError);
    assert.isTrue((await messages.next()).done);
  });

  it("refuses options of an iteration that it does not know", () => {
    const client = connect(chaos("/echo"));
    for (const [options, option] of [
      [{ bufer: 5 }, "bufer"],
      [{ overflow: "drop" }, "overflow"],
      [{ buffer: -1 }, "buffer"],
      [{ buffer: Number.NaN }, "buffer"],
    ] as const) {
      const error = thrownBy(() => client.messages(options as object as MessagesOptions));
      assert.instanceOf(error, OptionError);
      assert.equal((error as OptionError).option, option);
    }
  });

  it("drops the oldest or the newest when told to", async () => {
    const client = connect(chaos("/flood?count=20&size=10"));
    const oldest = client.messages({ buffer: 2, overflow: "drop-oldest" });
    const newest = client.messages({ buffer: 2, overflow: "drop-newest" });
    await until20(client);
    const two = async (messages: AsyncIterator<unknown>) => [
      Number.parseInt((await messages.next()).value as string, 10),
      Number.parseInt((await messages.next()).value as string, 10),
    ];
    assert.deepEqual(await two(oldest), [18, 19]);
    assert.deepEqual(await two(newest), [0, 1]);
  });

  it("ends by its signal, with the signal's reason", async () => {
    const client = connect(chaos("/echo"));
    const controller = new AbortController();
    const waiting = rejection(client.messages({ signal: controller.signal }).next());
    const reason = new Error("thrown on purpose");
    controller.abort(reason);
    assert.equal(await waiting, reason);
    const late = client.messages({ signal: controller.signal });
    assert.equal(await rejection(late.next()), reason);
  });

  for (const [what, options, end] of [
    ["stopped", {}, (socket: ScriptedSocket) => socket.closed(1008)],
    ["reconnect-off", { reconnect: false }, (socket: ScriptedSocket) => socket.closed(1006)],
  ] as const) {
    it(`throws an EndedError after what was kept, where the session ends as ${what}`, async () => {
      const [client, [socket]] = scripted(options);
      socket?.open();
      const messages: unknown[] = [];
      const loop = (async () => {
        for await (const message of client) messages.push(message);
      })();
      socket?.message("one");
      socket?.message("two");
      end(socket as ScriptedSocket);
      const error = (await rejection(loop)) as EndedError;
      assert.instanceOf(error, EndedError);
      assert.equal(error.reason, what);
      assert.equal(error.diagnosis?.sentence, client.diagnosis?.sentence);
      assert.deepEqual(messages, ["one", "two"]);
      assert.instanceOf(await rejection(client.messages().next()), EndedError);
    });
  }

  it("throws an EndedError where the session is aborted", async () => {
    const controller = new AbortController();
    const client = connect(chaos("/echo"), { signal: controller.signal });
    const waiting = rejection(client.messages().next());
    controller.abort();
    assert.equal(((await waiting) as EndedError).reason, "aborted");
  });

  it("that begins in a session which is opened again outlives the end of the one before", async () => {
    const [client, sockets] = scripted();
    let messages: AsyncIterator<unknown> | undefined;
    client.addEventListener(
      "close",
      () => {
        client.open();
        messages = client.messages();
      },
      { once: true },
    );
    sockets[0]?.open();
    sockets[0]?.closed(1008);
    sockets[1]?.open();
    sockets[1]?.message("hello");
    assert.deepEqual(await messages?.next(), { value: "hello", done: false });
  });

  it("listens no more after a break", async () => {
    const client = connect(chaos("/flood?count=20&size=10"));
    const messages = client.messages();
    for await (const _ of messages) break;
    assert.isTrue((await messages.next()).done);
    assert.equal(client.readyState, client.OPEN);
  });

  const until20 = (client: EventTarget) => {
    let seen = 0;
    return new Promise<void>((resolve) => {
      client.addEventListener("message", () => ++seen === 20 && resolve());
    });
  };
});

describe("streams", () => {
  afterEach(closeAll);

  it("carry messages both ways, and close the client", async () => {
    const client = connect(chaos("/echo"), { binaryType: "arraybuffer" });
    const { readable, writable } = client.streams();
    const writer = writable.getWriter();
    const reader = readable.getReader();
    await writer.write("one");
    await writer.write(new Uint8Array([2]));
    assert.equal((await reader.read()).value, "one");
    assert.instanceOf((await reader.read()).value, ArrayBuffer);
    await writer.close();
    assert.isTrue((await reader.read()).done);
    assert.equal(client.readyState, client.CLOSED);
  });

  it("hold the writer back until the network has taken what was written", async () => {
    const client = connect(chaos("/sink"), { highWaterMark: 1000, lowWaterMark: 100 });
    const writer = client.streams().writable.getWriter();
    await writer.write("x".repeat(50_000));
    assert.isAtMost(client.bufferedAmount, 100);
    await writer.abort();
    await client.ended;
  });

  it("fail with the session", async () => {
    const client = connect(chaos("/refuse?status=403"), { reconnect: false });
    const { readable, writable } = client.streams();
    assert.instanceOf(await rejection(writable.getWriter().write("x")), EndedError);
    assert.instanceOf(await rejection(readable.getReader().read()), EndedError);
  });

  it("of messages can be cancelled alone", async () => {
    const client = connect(chaos("/echo"));
    await client.opened;
    await client.streams().readable.cancel();
    client.send("still open");
    await next(client, "message");
  });
});

describe("using", () => {
  it("closes the client, and can await its end", async () => {
    const client = connect(chaos("/echo"));
    await client.opened;
    if (Symbol.dispose) {
      client[Symbol.dispose]();
      assert.equal(client.readyState, client.CLOSING);
      await client[Symbol.asyncDispose]();
    } else {
      assert.notProperty(client, "undefined");
      client.close();
      await client.ended;
    }
    assert.equal(client.readyState, client.CLOSED);
  });
});
