// A client that is opened by hand, and opened again after its end.
import { assert } from "chai";
import { Client, type ClientCloseEvent, EndedError, OptionError, type RetryEvent } from "closewise";
import { aTaskLater, chaos, closeAll, next, Recorded, remember, thrownBy } from "./support/both.js";
import { connect, logOf } from "./support/client.js";
import { FakeClock } from "./support/clock.js";
import { ScriptedSocket, scripted } from "./support/scripted.js";

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it was not rejected"),
    (error) => error,
  );

describe("a client with autoConnect: false", () => {
  afterEach(closeAll);

  it("makes no socket until it is opened, and sends then what it was given", () => {
    const [client, sockets] = scripted({ autoConnect: false });
    assert.equal(client.state, "idle");
    assert.equal(client.readyState, client.CONNECTING);
    assert.equal(client.send("kept"), "queued");
    assert.lengthOf(sockets, 0);
    client.open();
    assert.equal(client.state, "connecting");
    client.open();
    assert.lengthOf(sockets, 1);
    sockets[0]?.open();
    assert.deepEqual(sockets[0]?.sent, ["kept"]);
  });

  it("is opened by reconnect() too", () => {
    const [client, sockets] = scripted({ autoConnect: false });
    client.reconnect();
    assert.lengthOf(sockets, 1);
  });

  it("is not opened where its signal is aborted", () => {
    const controller = new AbortController();
    const [client] = scripted({ autoConnect: false, signal: controller.signal });
    controller.abort("enough");
    assert.equal(
      thrownBy(() => client.open()),
      "enough",
    );
    assert.equal(client.state, "idle");
  });

  it("tells its end, and what it never sent, where it is closed before", async () => {
    const [client] = scripted({ autoConnect: false });
    const log = logOf(client, "state", "close", "undelivered", "end");
    client.send("kept");
    client.close();
    assert.equal((await client.ended).reason, "requested");
    assert.deepEqual(log, ["state", "undelivered", "end"]);
  });

  it("tells what expires in its outbox before it is opened", () => {
    const clock = new FakeClock().start();
    const [client] = scripted({ autoConnect: false });
    const log = logOf(client, "undelivered");
    client.send("short-lived", { ttl: 10 });
    clock.pass(10);
    assert.deepEqual(log, ["undelivered"]);
    closeAll();
    clock.restore();
  });

  it("throws what the platform throws when it is opened, and has ended then", async () => {
    class Refusing {
      constructor() {
        throw new DOMException("not here", "NotAllowedError");
      }
    }
    const client = remember(
      new Client("ws://x.example", [], { autoConnect: false, WebSocket: Refusing }),
    );
    assert.equal((thrownBy(() => client.open()) as Error).name, "NotAllowedError");
    assert.equal(client.state, "ended");
    assert.equal((await client.ended).reason, "aborted");
  });
});

describe("a client that has ended", () => {
  afterEach(closeAll);

  for (const again of ["open", "reconnect"] as const) {
    it(`begins another session by ${again}(), with the same listeners`, async () => {
      const [client, sockets] = scripted();
      const log = logOf(client, "open", "message", "close", "end");
      for (const _ of [1, 2]) {
        const socket = sockets.at(-1);
        socket?.open();
        socket?.message("hello");
        socket?.closed(1008);
        assert.equal(client.state, "ended");
        client[again]();
        assert.equal(client.state, "connecting");
      }
      assert.lengthOf(sockets, 3);
      await aTaskLater();
      const session = ["open", "message", "close", "end"];
      assert.deepEqual(log, [...session, ...session]);
    });
  }

  it("connects again over the network", async () => {
    const client = connect(chaos("/echo"));
    await client.opened;
    client.close();
    await client.ended;
    client.open();
    await client.opened;
    client.send("again");
    assert.equal((await next<MessageEvent>(client, "message")).data, "again");
  });

  it("asks its provider anew", async () => {
    const asked: [number, boolean, unknown][] = [];
    const [client, sockets] = scripted({}, async ({ attempt, fresh, diagnosis }) => {
      asked.push([attempt, fresh, diagnosis]);
      return `ws://scripted.example/${asked.length}`;
    });
    await aTaskLater();
    sockets[0]?.closed(1008);
    client.open();
    await aTaskLater();
    assert.lengthOf(sockets, 2);
    assert.equal(client.url, "ws://scripted.example/2");
    assert.deepEqual(asked, [
      [0, false, undefined],
      [0, false, undefined],
    ]);
  });

  it("counts bytes from 0 again", () => {
    const [client, sockets] = scripted();
    const socket = sockets[0] as ScriptedSocket;
    socket.open();
    socket.bufferedAmount = 5;
    socket.closed(1008);
    client.send("late");
    assert.equal(client.bufferedAmount, 9);
    client.open();
    assert.equal(client.bufferedAmount, 0);
    client.send("kept");
    assert.equal(client.bufferedAmount, 4);
  });

  it("counts no bytes of a connection that is over while it waits for the next", () => {
    const [client, [socket]] = scripted();
    (socket as ScriptedSocket).bufferedAmount = 5;
    socket?.open();
    assert.equal(client.bufferedAmount, 5);
    socket?.closed(1006);
    assert.equal(client.state, "waiting");
    assert.equal(client.bufferedAmount, 0);
  });

  it("hears its signal again, and holds it no longer than a session lasts", () => {
    let listeners = 0;
    const controller = new AbortController();
    const { signal } = controller;
    Object.assign(signal, {
      addEventListener(...given: Parameters<AbortSignal["addEventListener"]>) {
        listeners++;
        AbortSignal.prototype.addEventListener.apply(signal, given);
      },
      removeEventListener(...given: Parameters<AbortSignal["removeEventListener"]>) {
        listeners--;
        AbortSignal.prototype.removeEventListener.apply(signal, given);
      },
    });
    const [client, sockets] = scripted({ signal });
    assert.equal(listeners, 1);
    sockets[0]?.closed(1008);
    assert.equal(listeners, 0);
    client.open();
    assert.equal(listeners, 1);
    controller.abort();
    assert.equal(client.state, "ended");
    assert.equal(
      thrownBy(() => client.open()),
      signal.reason,
    );
  });

  it("hears its page again", () => {
    const clock = new FakeClock().start();
    const [client, sockets] = scripted();
    sockets[0]?.closed(1008);
    client.open();
    sockets[1]?.closed(1006);
    window.dispatchEvent(new Event("offline"));
    assert.equal(client.state, "paused");
    window.dispatchEvent(new Event("online"));
    assert.equal(client.state, "waiting");
    closeAll();
    clock.restore();
  });

  it("throws where no socket can be made, and its promises are rejected", async () => {
    let isRefusing = false;
    const made: ScriptedSocket[] = [];
    class Sometimes extends ScriptedSocket {
      constructor() {
        super();
        if (isRefusing) throw new DOMException("not here", "NotAllowedError");
        made.push(this);
      }
    }
    const client = connect("ws://scripted.example", { WebSocket: Sometimes });
    made[0]?.closed(1008);
    isRefusing = true;
    assert.equal((thrownBy(() => client.open()) as Error).name, "NotAllowedError");
    assert.equal(((await rejection(client.opened)) as EndedError).reason, "aborted");
    isRefusing = false;
    client.open();
    made[1]?.open();
    await client.opened;
  });
});

describe("the promises of a client that is opened again", () => {
  afterEach(closeAll);

  it("speak of the session in progress", async () => {
    const [client, sockets] = scripted();
    sockets[0]?.closed(1008);
    assert.instanceOf(await rejection(client.opened), EndedError);
    assert.equal((await client.ended).reason, "stopped");
    client.send("too late");
    client.open();
    const { opened, ended } = client;
    sockets[1]?.open();
    await opened;
    await client.drained;
    client.close();
    sockets[1]?.closed(1000);
    assert.equal((await ended).reason, "requested");
  });

  for (const type of ["state", "close", "end"] as const) {
    it(`by a listener of ${type} are not settled by the end of the session before`, async () => {
      const [client, sockets] = scripted();
      let opened: Promise<void> | undefined;
      let ended: Promise<unknown> | undefined;
      sockets[0]?.open();
      const again = () => {
        if (client.state !== "ended" || opened) return;
        client.open();
        ({ opened, ended } = client);
      };
      client.addEventListener(type, again);
      const before = client.ended;
      const log = logOf(client, "close", "end");
      sockets[0]?.closed(1008);
      assert.equal(((await before) as { reason: string }).reason, "stopped");
      assert.deepEqual(log, ["close", "end"]);
      sockets[1]?.open();
      await opened;
      client.close();
      sockets[1]?.closed(1000);
      assert.equal(((await ended) as { reason: string }).reason, "requested");
      assert.deepEqual(log, ["close", "end", "close", "end"]);
    });
  }

  it("while it closes are those of the session to come", async () => {
    const [client, sockets] = scripted();
    sockets[0]?.open();
    const first = client.ended;
    client.close();
    client.open();
    assert.equal(client.state, "closing");
    const { opened } = client;
    sockets[0]?.closed(1000);
    assert.equal((await first).reason, "requested");
    assert.equal(client.state, "connecting");
    sockets[1]?.open();
    await opened;
  });

  it("are rejected where a close takes the opening back", async () => {
    const [client, sockets] = scripted();
    sockets[0]?.open();
    client.close();
    client.open();
    const opened = rejection(client.opened);
    client.close();
    sockets[0]?.closed(1000);
    assert.equal(((await opened) as EndedError).reason, "requested");
    assert.equal(client.state, "ended");
    assert.lengthOf(sockets, 1);
  });

  it("and closed before its end was told are settled with the last end", async () => {
    const clock = new FakeClock().start();
    const [client] = scripted({}, () => new Promise<string>(() => {}));
    const states: string[] = [];
    client.addEventListener("state", ({ from, to }) => states.push(`${from}>${to}`));
    const log = logOf(client, "end");
    const first = client.ended;
    client.close();
    client.open();
    const { ended } = client;
    const opened = rejection(client.opened);
    client.close();
    clock.pass(0);
    assert.equal((await first).reason, "requested");
    assert.equal((await ended).reason, "requested");
    assert.instanceOf(await opened, EndedError);
    assert.deepEqual(log, ["end", "end"]);
    assert.deepEqual(states.slice(1), ["connecting>ended", "ended>connecting", "connecting>ended"]);
    clock.restore();
  });
});

describe("a connection that is replaced", () => {
  afterEach(closeAll);

  it("is closed with the code and the reason that were given", async () => {
    const recorded = new Recorded();
    const client = connect(recorded.url("/echo"));
    await client.opened;
    client.reconnect(4001, "new token");
    // Both may be told in one task.
    const [{ willRetry }] = await Promise.all([
      next<ClientCloseEvent>(client, "close"),
      next(client, "open"),
    ]);
    assert.isTrue(willRetry);
    const [first] = await recorded.when(([one]) => Boolean(one?.close));
    assert.equal(first?.close?.code, 4001);
    assert.equal(first?.close?.reason, "new token");
  });

  it("is left alone where the code may not be sent", () => {
    const [client, [socket]] = scripted();
    socket?.open();
    assert.equal((thrownBy(() => client.reconnect(1006)) as Error).name, "InvalidAccessError");
    assert.equal(
      (thrownBy(() => client.reconnect(4000, "x".repeat(124))) as Error).name,
      "SyntaxError",
    );
    assert.equal(client.state, "open");
  });
});

describe("the predicate of reconnect", () => {
  afterEach(closeAll);

  it("sees the close, and none where there was no socket", async () => {
    const seen: unknown[] = [];
    const when = (_: unknown, close?: { code: number; reason: string; wasClean: boolean }) => {
      seen.push(close && [close.code, close.reason, close.wasClean]);
      return "stop" as const;
    };
    const client = connect(chaos("/close?code=4001&reason=because"), { reconnect: { when } });
    await client.ended;
    const provided = connect(() => Promise.reject(new Error("on purpose")), {
      reconnect: { when },
    });
    await provided.ended;
    assert.deepEqual(seen, [[4001, "because", true], undefined]);
  });
});

describe("close() in a listener of error", () => {
  afterEach(closeAll);

  for (const [what, path, cause] of [
    ["refused", "/refuse?status=503", "never-opened"],
    ["in breach of the protocol", "/violate?kind=reserved-bits&after=200", "dropped"],
  ] as const) {
    it(`ends the session as asked, and keeps what became of a connection that was ${what}`, async () => {
      const client = connect(chaos(path));
      client.onerror = () => client.close();
      const { diagnosis, willRetry } = await next<ClientCloseEvent>(client, "close");
      const end = await client.ended;
      assert.isFalse(willRetry);
      assert.equal(diagnosis.cause, cause);
      assert.equal(end.reason, "requested");
      assert.deepEqual(end.diagnosis, diagnosis);
      assert.notInclude(diagnosis.sentence, "Worth a retry");
    });
  }

  it("ends the session also where the client gave the connection up itself", () => {
    const clock = new FakeClock().start();
    const [client] = scripted({ connectTimeout: 5 });
    const retries: RetryEvent[] = [];
    client.addEventListener("retry", (event) => retries.push(event));
    client.onerror = () => client.close();
    clock.pass(5);
    assert.equal(client.state, "ended");
    assert.equal(client.diagnosis?.cause, "connect-timeout");
    clock.pass(600_000);
    assert.equal(client.state, "ended");
    clock.restore();
  });
});

describe("liveness: true", () => {
  it("is refused, and the error says why and what to write", () => {
    for (const liveness of [true, {}, { interval: 1_000 }]) {
      const error = thrownBy(() => connect(chaos("/echo"), { liveness } as never));
      assert.instanceOf(error, OptionError);
      assert.match(
        (error as Error).message,
        /^liveness\.probe .* a browser cannot ping: .*say false$/,
      );
    }
  });

  it("is meant where it says probe: false", () => {
    const clock = new FakeClock().start();
    const [client, [socket]] = scripted({
      liveness: { interval: 5, timeout: 5, probe: false },
      reconnect: false,
    });
    socket?.open();
    clock.pass(10);
    assert.equal(client.state, "ended");
    assert.equal(client.diagnosis?.cause, "silent");
    assert.deepEqual(socket?.sent, []);
    clock.restore();
  });
});
