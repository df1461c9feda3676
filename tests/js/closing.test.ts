// WebSockets Living Standard: close(), and what happens when a connection is closed.
import { assert } from "chai";
import {
  aTaskLater,
  chaos,
  describeBoth,
  next,
  Recorded,
  remember,
  thrownBy,
  UNANSWERED,
} from "./support/both.js";
import { itUnless } from "./support/deviations.js";

describeBoth("close()", (Class) => {
  const make = (path: string) => remember(new Class(path.startsWith("/") ? chaos(path) : path));
  const loosely = (socket: WebSocket, ...args: unknown[]) =>
    (socket.close as (...args: unknown[]) => void)(...args);
  const refuses = (name: string, ...args: unknown[]) => {
    const socket = make("/echo");
    const error = thrownBy(() => loosely(socket, ...args));
    assert.instanceOf(error, DOMException);
    assert.equal((error as DOMException).name, name);
    assert.equal(socket.readyState, 0, "nothing was closed");
  };

  for (const code of [0, 1, 999, 1001, 1005, 1006, 1015, 2999, 5000, 65_535]) {
    it(`refuses the code ${code}`, () => refuses("InvalidAccessError", code));
  }

  const itClamps = itUnless("[Clamp] of a close code", Class);

  itClamps(
    "converts the code as [Clamp] unsigned short: NaN and null are 0, and 4999.5 is 5000",
    () => {
      for (const code of [Number.NaN, null, "x", {}, -1, 4999.5, 2999.4, Infinity, -Infinity]) {
        refuses("InvalidAccessError", code);
      }
    },
  );

  it("refuses a symbol and a bigint", () => {
    const socket = make("/echo");
    assert.throws(() => loosely(socket, Symbol("x")), TypeError);
    assert.throws(() => loosely(socket, 1000n), TypeError);
    assert.throws(() => loosely(socket, 1000, Symbol("x")), TypeError);
  });

  itClamps("rounds to the even neighbour of a half", async () => {
    for (const [given, code] of [
      [999.5, 1000],
      [1000.5, 1000],
      [2999.5, 3000],
      [4998.5, 4998],
      ["3001", 3001],
    ]) {
      const socket = make("/echo");
      await next(socket, "open");
      loosely(socket, given);
      const { code: seen } = await next<CloseEvent>(socket, "close");
      assert.equal(seen, code);
    }
  });

  it("refuses a reason of more than 123 bytes of UTF-8, whatever the state", async () => {
    refuses("SyntaxError", 1000, "x".repeat(124));
    refuses("SyntaxError", 1000, "ä".repeat(62));
    const socket = make("/echo");
    await next(socket, "open");
    socket.close();
    await next(socket, "close");
    assert.throws(() => socket.close(1000, "x".repeat(124)), DOMException);
    assert.throws(() => socket.close(999), DOMException);
  });

  it("complains of the code before the reason, and converts the code first", () => {
    refuses("InvalidAccessError", 999, "x".repeat(124));
    const order: string[] = [];
    const socket = make("/echo");
    loosely(
      socket,
      {
        valueOf() {
          order.push("code");
          return 1000;
        },
      },
      {
        toString() {
          order.push("reason");
          return "";
        },
      },
    );
    assert.deepEqual(order, ["code", "reason"]);
  });

  it("sends code and reason, and gets them back", async () => {
    for (const [code, reason] of [
      [1000, "done"],
      [3000, ""],
      [4999, "ä€😀".repeat(13)],
      [1000, "x".repeat(123)],
    ] as const) {
      const recorded = new Recorded();
      const socket = make(recorded.url("/echo"));
      await next(socket, "open");
      socket.close(code, reason);
      assert.equal(socket.readyState, 2);
      const event = await next<CloseEvent>(socket, "close");
      assert.equal(event.code, code);
      assert.isTrue(event.wasClean);
      const [connection] = await recorded.when(([one]) => !!one?.close);
      assert.deepInclude(connection?.close, { how: "frame", code, reason });
    }
  });

  it("replaces a lone surrogate in the reason", async () => {
    const recorded = new Recorded();
    const socket = make(recorded.url("/echo"));
    await next(socket, "open");
    socket.close(1000, "\ud807");
    await next(socket, "close");
    const [connection] = await recorded.when(([one]) => !!one?.close);
    assert.equal(connection?.close?.reason, "\ufffd");
  });

  it("without a code sends none, which is reported as 1005", async () => {
    const recorded = new Recorded();
    const socket = make(recorded.url("/echo"));
    await next(socket, "open");
    socket.close();
    const event = await next<CloseEvent>(socket, "close");
    assert.equal(event.code, 1005);
    assert.equal(event.reason, "");
    assert.isTrue(event.wasClean);
    const [connection] = await recorded.when(([one]) => !!one?.close);
    assert.equal(connection?.close?.how, "frame");
    assert.isNotOk(connection?.close?.code);
  });

  const itTakes = itUnless("an explicit undefined for a close code", Class);

  itTakes("undefined for no code, and then sends no reason either", async () => {
    refuses("SyntaxError", undefined, "x".repeat(124));
    for (const args of [[undefined], [undefined, "reason alone"]]) {
      const socket = make("/echo");
      await next(socket, "open");
      loosely(socket, ...args);
      const { code, reason } = await next<CloseEvent>(socket, "close");
      assert.deepEqual([code, reason], [1005, ""]);
    }
  });

  it("fires nothing while it is called, and changes the state at once", async () => {
    const socket = make("/echo");
    await next(socket, "open");
    let fired = 0;
    for (const type of ["close", "error", "message", "open"]) {
      socket.addEventListener(type, () => fired++);
    }
    socket.close();
    assert.equal(socket.readyState, 2);
    assert.equal(fired, 0);
    await next(socket, "close");
    assert.equal(socket.readyState, 3);
    assert.equal(fired, 1);
  });

  it("does nothing when called again, whatever the arguments", async () => {
    const socket = make("/echo");
    await next(socket, "open");
    socket.close(3000, "first");
    socket.close(3001, "second");
    assert.equal(socket.readyState, 2);
    const event = await next<CloseEvent>(socket, "close");
    assert.equal(event.code, 3000);
    socket.close();
    assert.equal(socket.readyState, 3);
    await aTaskLater();
  });

  it("while connecting fails the connection: error, then close with 1006, in tasks to come", async () => {
    const socket = make(UNANSWERED);
    const events: string[] = [];
    socket.onopen = () => events.push("open");
    socket.onerror = () => events.push(`error ${socket.readyState}`);
    socket.onclose = ({ code, wasClean, reason }) =>
      events.push(`close ${socket.readyState} ${code} ${wasClean} "${reason}"`);
    socket.close();
    assert.equal(socket.readyState, 2);
    assert.deepEqual(events, []);
    await next(socket, "close");
    assert.deepEqual(events, ["error 3", 'close 3 1006 false ""']);
  });

  it("takes an exception for a reason that cannot be converted, and closes nothing", () => {
    const socket = make("/echo");
    const error = new Error("thrown on purpose");
    assert.equal(
      thrownBy(() =>
        loosely(socket, 1000, {
          toString() {
            throw error;
          },
        }),
      ),
      error,
    );
    assert.equal(socket.readyState, 0);
  });
});

describeBoth("a connection that ends", (Class) => {
  const make = (path: string) => remember(new Class(chaos(path)));

  const story = async (socket: WebSocket) => {
    const events: string[] = [];
    socket.onopen = () => events.push(`open ${socket.readyState}`);
    socket.onerror = () => events.push(`error ${socket.readyState}`);
    socket.onclose = ({ code, reason, wasClean }) =>
      events.push(`close ${socket.readyState} ${code} "${reason}" ${wasClean}`);
    await next(socket, "close");
    await aTaskLater();
    return events;
  };

  for (const code of [1000, 1001, 1011, 1012, 1014, 3000, 4999]) {
    const itEnds = code > 1011 && code < 1015 ? itUnless("the codes 1012 to 1014") : it;
    itEnds(`by the peer with ${code}`, async () => {
      assert.deepEqual(await story(make(`/close?code=${code}&reason=why`)), [
        "open 1",
        `close 3 ${code} "why" true`,
      ]);
    });
  }

  it("by a Close frame without a body", async () => {
    assert.deepEqual(await story(make("/raw-close?body=empty")), [
      "open 1",
      'close 3 1005 "" true',
    ]);
  });

  it("without a Close frame", async () => {
    const [opened, ...rest] = await story(make("/fin?after=200"));
    assert.equal(opened, "open 1");
    assert.equal(rest.at(-1), 'close 3 1006 "" false');
  });

  it("with a reset", async () => {
    const events = await story(make("/reset?at=after-open"));
    assert.equal(events.at(-1), 'close 3 1006 "" false');
  });

  it("with an HTTP status in place of an answer: error first, closed already", async () => {
    assert.deepEqual(await story(make("/refuse?status=503")), ["error 3", 'close 3 1006 "" false']);
  });

  it("with nobody there", async () => {
    // The chaos server is not at that address of the machine.
    const url = chaos("/").replace("127.0.0.1", "[::1]");
    assert.deepEqual(await story(remember(new Class(url))), ["error 3", 'close 3 1006 "" false']);
  });

  it("for a violation of the protocol", async () => {
    const events = await story(make("/violate?kind=reserved-bits&after=200"));
    assert.equal(events[0], "open 1");
    assert.include(events, "error 3");
    assert.match(events.at(-1) as string, /^close 3 1006 .* false$/);
  });

  itUnless("a subprotocol that nobody asked for")(
    "with a subprotocol that nobody asked for",
    async () => {
      assert.deepEqual(await story(make("/unasked-subprotocol")), [
        "error 3",
        'close 3 1006 "" false',
      ]);
    },
  );

  it("leaves url, protocol, extensions and binaryType as they were", async () => {
    const socket = remember(new Class(chaos("/echo"), "chat"));
    socket.binaryType = "arraybuffer";
    await next(socket, "open");
    const { url, extensions } = socket;
    socket.close();
    await next(socket, "close");
    await aTaskLater();
    assert.equal(socket.url, url);
    assert.equal(socket.protocol, "chat");
    assert.equal(socket.extensions, extensions);
    assert.equal(socket.binaryType, "arraybuffer");
    socket.binaryType = "blob";
    assert.equal(socket.binaryType, "blob");
  });
});
