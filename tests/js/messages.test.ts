// WebSockets Living Standard: send(), bufferedAmount, binaryType, and messages received.
import { assert } from "chai";
import {
  aTaskLater,
  chaos,
  describeBoth,
  next,
  Recorded,
  remember,
  thrownBy,
} from "./support/both.js";
import { itUnless } from "./support/deviations.js";

describeBoth("send()", (Class) => {
  const make = (path = "/echo") => remember(new Class(path.startsWith("/") ? chaos(path) : path));
  const loosely = (socket: WebSocket, ...args: unknown[]) =>
    (socket.send as (...args: unknown[]) => unknown)(...args);

  it("throws an InvalidStateError while connecting", () => {
    const error = thrownBy(() => make().send("x"));
    assert.instanceOf(error, DOMException);
    assert.equal((error as DOMException).name, "InvalidStateError");
    assert.equal((error as DOMException).code, 11);
  });

  it("needs an argument, whatever the state", async () => {
    const socket = make();
    assert.throws(() => loosely(socket), TypeError);
    await next(socket, "open");
    assert.throws(() => loosely(socket), TypeError);
  });

  it("converts before it looks at the state", () => {
    const socket = make();
    assert.throws(() => loosely(socket, Symbol("x")), TypeError);
  });

  it("returns nothing", async () => {
    const socket = make();
    await next(socket, "open");
    assert.isUndefined(socket.send("x"));
  });

  it("makes a string of whatever is neither binary nor a Blob", async () => {
    const recorded = new Recorded();
    const socket = make(recorded.url("/echo"));
    await next(socket, "open");
    const values = [
      "",
      "text",
      "ä€😀",
      "a\u0000b",
      1.5,
      null,
      undefined,
      true,
      10n,
      {},
      [1, 2],
      { toString: () => "mine" },
      new String("boxed"),
      new URLSearchParams("a=b"),
    ];
    for (const value of values) loosely(socket, value);
    const expected = values.map((value) => `${value}`);
    const [connection] = await recorded.when(([one]) => one?.received.length === values.length);
    assert.deepEqual(
      connection?.received.map(({ kind, text }) => [kind, text]),
      expected.map((text) => ["text", text]),
    );
  });

  it("replaces a lone surrogate", async () => {
    const socket = make();
    await next(socket, "open");
    socket.send("\ud800x\udc00");
    assert.equal((await next<MessageEvent>(socket, "message")).data, "\ufffdx\ufffd");
  });

  it("throws what a conversion throws", async () => {
    const socket = make();
    await next(socket, "open");
    const error = new Error("thrown on purpose");
    assert.equal(
      thrownBy(() =>
        loosely(socket, {
          toString() {
            throw error;
          },
        }),
      ),
      error,
    );
    assert.throws(() => loosely(socket, Symbol("x")), TypeError);
  });

  it("sends the bytes of every view, of an ArrayBuffer and of a Blob", async () => {
    const socket = make();
    socket.binaryType = "arraybuffer";
    await next(socket, "open");
    const memory = Uint8Array.from({ length: 32 }, (_, i) => i).buffer;
    const cases: [BufferSource | Blob, number[]][] = [
      [memory, [...new Uint8Array(memory)]],
      [new Uint8Array(memory, 3, 4), [3, 4, 5, 6]],
      [new DataView(memory, 1, 2), [1, 2]],
      [new Float64Array(memory, 8, 1), [8, 9, 10, 11, 12, 13, 14, 15]],
      [new Uint8ClampedArray(memory, 31), [31]],
      [new ArrayBuffer(0), []],
      [new Blob([new Uint8Array([7, 8])]), [7, 8]],
      [new File(["ab"], "name"), [97, 98]],
    ];
    for (const [data, bytes] of cases) {
      socket.send(data);
      const event = await next<MessageEvent>(socket, "message");
      assert.deepEqual([...new Uint8Array(event.data)], bytes);
    }
  });

  it("knows binary data of another frame", async () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    try {
      const other = frame.contentWindow as unknown as typeof globalThis;
      const socket = make();
      socket.binaryType = "arraybuffer";
      await next(socket, "open");
      for (const data of [
        new other.ArrayBuffer(2),
        new other.Uint8Array(2),
        new other.Blob(["\0\0"]),
      ]) {
        socket.send(data);
        const event = await next<MessageEvent>(socket, "message");
        assert.equal(event.data.byteLength, 2);
      }
    } finally {
      frame.remove();
    }
  });

  it("sends nothing of an ArrayBuffer that was detached", async () => {
    const socket = make();
    socket.binaryType = "arraybuffer";
    await next(socket, "open");
    const memory = new ArrayBuffer(8);
    structuredClone(memory, { transfer: [memory] });
    socket.send(memory);
    assert.equal((await next<MessageEvent>(socket, "message")).data.byteLength, 0);
  });

  it("sends what the memory held at the call", async () => {
    const socket = make();
    socket.binaryType = "arraybuffer";
    await next(socket, "open");
    const bytes = new Uint8Array([1, 2, 3]);
    socket.send(bytes);
    bytes.fill(9);
    const { data } = await next<MessageEvent>(socket, "message");
    assert.deepEqual([...new Uint8Array(data)], [1, 2, 3]);
  });

  it("refuses resizable memory", async () => {
    const socket = make();
    await next(socket, "open");
    const memory = new ArrayBuffer(2, { maxByteLength: 4 });
    assert.throws(() => socket.send(memory), TypeError);
    assert.throws(() => socket.send(new Uint8Array(memory)), TypeError);
  });

  const itCounts = itUnless("bufferedAmount after the close", Class);

  itCounts(
    "throws nothing away in silence but after the close, when bufferedAmount counts it",
    async () => {
      const socket = make();
      await next(socket, "open");
      socket.close();
      socket.send("ä€");
      assert.equal(socket.bufferedAmount, 5);
      socket.send(new Uint8Array(10));
      socket.send(new Blob(["abc"]));
      assert.equal(socket.bufferedAmount, 18);
      await next(socket, "close");
      socket.send("\ud800");
      assert.equal(socket.bufferedAmount, 21);
      await aTaskLater();
      socket.send("x");
      assert.equal(socket.bufferedAmount, 22);
    },
  );

  itCounts("in UTF-8, whatever the length and wherever a surrogate stands alone", async () => {
    const socket = make();
    await next(socket, "open");
    socket.close();
    let expected = 0;
    for (const piece of ["a", "ä", "€", "😀", "\ud800", "\udc00", "\udc00\ud800", "aä€😀\ud800a"]) {
      for (const times of [1, 3, 400, 501, 20_000]) {
        const text = piece.repeat(times);
        expected += new TextEncoder().encode(text).length;
        socket.send(text);
        assert.equal(socket.bufferedAmount, expected, `${times} times "${piece}"`);
      }
    }
  });

  const itBuffers = itUnless("bufferedAmount of an open connection", Class);

  itBuffers("counts what waits in bufferedAmount, which comes back to zero", async () => {
    const socket = make("/sink");
    await next(socket, "open");
    socket.send("x".repeat(1000));
    socket.send(new Uint8Array(1000));
    assert.equal(socket.bufferedAmount, 2000);
    socket.send("report");
    await next(socket, "message");
    assert.equal(socket.bufferedAmount, 0);
  });

  it("does not throw in the error event of a connection that failed", async () => {
    const socket = make("/refuse?status=403");
    await next(socket, "error");
    assert.doesNotThrow(() => socket.send("xy"));
  });

  itCounts("what is sent in that event", async () => {
    const socket = make("/refuse?status=403");
    await next(socket, "error");
    socket.send("xy");
    assert.equal(socket.bufferedAmount, 2);
  });
});

describeBoth("a message received", (Class) => {
  const make = (path = "/echo") => remember(new Class(chaos(path)));

  it("is a MessageEvent of the right shape", async () => {
    const socket = make();
    await next(socket, "open");
    socket.send("hello");
    const event = await next<MessageEvent>(socket, "message");
    assert.equal(event.constructor, MessageEvent);
    assert.equal(event.type, "message");
    assert.equal(event.data, "hello");
    assert.equal(event.origin, new URL(chaos("/")).origin);
    assert.equal(event.lastEventId, "");
    assert.isNull(event.source);
    assert.deepEqual([...event.ports], []);
    assert.isFalse(event.bubbles);
    assert.isFalse(event.cancelable);
    assert.isFalse(event.composed);
    assert.equal(event.target, socket);
    assert.equal(event.srcElement, socket);
  });

  it("has the client as its current target, in a path of nothing else", async () => {
    const socket = make();
    await next(socket, "open");
    let seen: unknown[] = [];
    socket.onmessage = (event) => {
      seen = [event.currentTarget, event.eventPhase, ...event.composedPath()];
    };
    socket.send("x");
    await next(socket, "message");
    assert.deepEqual(seen, [socket, Event.AT_TARGET, socket]);
  });

  it("may be of any length, and empty", async () => {
    const socket = make();
    await next(socket, "open");
    for (const text of ["", "x", "ä".repeat(70_000)]) {
      socket.send(text);
      assert.equal((await next<MessageEvent>(socket, "message")).data, text);
    }
  });

  it("is a Blob or an ArrayBuffer, as binaryType says when it comes", async () => {
    const socket = make();
    await next(socket, "open");
    socket.send(new Uint8Array([1]));
    const first = await next<MessageEvent>(socket, "message");
    assert.instanceOf(first.data, Blob);
    assert.equal(first.data.size, 1);
    assert.equal(first.data.type, "");
    socket.binaryType = "arraybuffer";
    socket.send(new Uint8Array([2]));
    const second = await next<MessageEvent>(socket, "message");
    assert.instanceOf(second.data, ArrayBuffer);
    socket.binaryType = "blob";
    socket.send(new Uint8Array([3]));
    assert.instanceOf((await next<MessageEvent>(socket, "message")).data, Blob);
  });

  it("keeps its order", async () => {
    const socket = make("/flood?count=1000&size=10");
    const indices: number[] = [];
    await new Promise<void>((resolve) => {
      socket.onmessage = ({ data }) => {
        indices.push(Number.parseInt(data, 10));
        if (indices.length === 1000) resolve();
      };
    });
    assert.deepEqual(
      indices,
      Array.from({ length: 1000 }, (_, i) => i),
    );
  });

  it("does not come after close() was called", async () => {
    const socket = make("/flood?count=2000&size=100");
    await next(socket, "message");
    socket.close();
    let late = 0;
    socket.onmessage = () => late++;
    await next(socket, "close");
    assert.equal(late, 0);
  });
});

describeBoth("binaryType", (Class) => {
  it("ignores a value that is none of its words", () => {
    // biome-ignore lint/suspicious/noExplicitAny: not only what the type allows
    const socket = remember(new Class(chaos("/echo"))) as any;
    for (const value of ["", "Blob", "foo", null, undefined, 1, {}]) {
      socket.binaryType = value;
      assert.equal(socket.binaryType, "blob");
    }
    socket.binaryType = { toString: () => "arraybuffer" };
    assert.equal(socket.binaryType, "arraybuffer");
    socket.binaryType = "ArrayBuffer";
    assert.equal(socket.binaryType, "arraybuffer");
    assert.throws(() => {
      socket.binaryType = Symbol("blob");
    }, TypeError);
  });
});

describeBoth("events", (Class) => {
  it("are of the platform's classes", async () => {
    const socket = remember(new Class(chaos("/close?code=3001&reason=why&after=10")));
    const open = await next(socket, "open");
    assert.equal(open.constructor, Event);
    assert.isFalse(open.bubbles || open.cancelable);
    assert.equal(open.target, socket);
    const close = await next<CloseEvent>(socket, "close");
    assert.equal(close.constructor, CloseEvent);
    assert.isFalse(close.bubbles || close.cancelable);
    assert.equal(close.code, 3001);
    assert.equal(close.reason, "why");
    assert.isTrue(close.wasClean);

    const refused = remember(new Class(chaos("/refuse?status=404")));
    const error = await next(refused, "error");
    assert.equal(error.constructor, Event);
    assert.isFalse(error.bubbles || error.cancelable);
  });

  it("reach listeners with their options: once, capture, signal, passive", async () => {
    const socket = remember(new Class(chaos("/echo")));
    await next(socket, "open");
    const calls: string[] = [];
    const until = new AbortController();
    socket.addEventListener("message", () => calls.push("once"), { once: true });
    socket.addEventListener("message", () => calls.push("signal"), { signal: until.signal });
    socket.addEventListener("message", () => calls.push("capture"), true);
    (socket as EventTarget).addEventListener("message", null);
    socket.send("1");
    await next(socket, "message");
    until.abort();
    socket.send("2");
    await next(socket, "message");
    assert.sameMembers(calls, ["once", "signal", "capture", "capture"]);
  });

  it("reach a listener that is added while the event is on its way only the next time", async () => {
    const socket = remember(new Class(chaos("/echo")));
    await next(socket, "open");
    let late = 0;
    socket.addEventListener("message", () => socket.addEventListener("message", () => late++), {
      once: true,
    });
    socket.send("1");
    await next(socket, "message");
    assert.equal(late, 0);
    socket.send("2");
    await next(socket, "message");
    assert.equal(late, 1);
  });

  it("come in tasks after the constructor: a listener added at once misses none", async () => {
    const socket = remember(new Class(chaos("/close?code=1000")));
    await Promise.resolve();
    const events: string[] = [];
    socket.onopen = () => events.push("open");
    socket.onclose = () => events.push("close");
    await next(socket, "close");
    assert.deepEqual(events, ["open", "close"]);
  });
});
