// What a component reads that mounts late, and what tells it to read again.
import { assert } from "chai";
import { type Client, OptionError, type Snapshot } from "closewise";
import { aTaskLater, collectUncaught, thrownBy } from "./support/both.js";
import { clockForEach } from "./support/clock.js";
import { type ScriptedSocket, scripted } from "./support/scripted.js";

describe("what a component reads", () => {
  const clock = clockForEach();

  it("is there before anything has happened", () => {
    const [client] = scripted({ autoConnect: false });
    assert.deepEqual(client.snapshot, {
      state: "idle",
      diagnosis: undefined,
      retryAt: undefined,
      attempt: 0,
      queued: 0,
    });
  });

  it("is the diagnosis, the time and the number of the retry that is awaited", () => {
    const [client, sockets] = scripted({ reconnect: { baseDelay: 1_000 } });
    let atState: number | undefined;
    client.addEventListener("state", ({ to }) => {
      if (to === "waiting") atState = client.retryAt;
    });
    let at: number | undefined;
    client.addEventListener("retry", (event) => {
      at = event.at;
    });
    sockets[0]?.open();
    sockets[0]?.closed(1006);
    assert.equal(client.diagnosis?.cause, "dropped");
    assert.equal(client.retryAt, at);
    assert.equal(atState, at);
    assert.equal(client.attempt, 1);
    clock.pass(1_000);
    assert.equal(client.state, "connecting");
    assert.equal(client.attempt, 1);
    assert.isUndefined(client.retryAt);
    sockets[1]?.open();
    assert.equal(client.attempt, 0, "no retry is under way");
    assert.equal(client.diagnosis?.cause, "dropped", "the last one");
  });

  it("has no time while the machine is offline", () => {
    const [client, [socket]] = scripted();
    socket?.open();
    socket?.closed(1006);
    window.dispatchEvent(new Event("offline"));
    assert.equal(client.state, "paused");
    assert.isUndefined(client.retryAt);
    assert.equal(client.attempt, 1);
    window.dispatchEvent(new Event("online"));
  });
});

describe("a snapshot", () => {
  const clock = clockForEach();
  let client: Client;
  let sockets: ScriptedSocket[];

  beforeEach(() => {
    [client, sockets] = scripted({ queue: { maxMessages: 3, overflow: "drop-oldest" } });
    // The first state is told in a task of its own.
    clock.pass(0);
  });

  it("is frozen, and the same object until something of it changes", () => {
    const { snapshot } = client;
    assert.isFrozen(snapshot);
    sockets[0]?.open();
    const open = client.snapshot;
    assert.notEqual(open, snapshot);
    sockets[0]?.message("hello");
    client.send("hello");
    clock.pass(500);
    assert.equal(client.snapshot, open);
    sockets[0]?.closed(1006);
    const waiting = client.snapshot;
    clock.pass(1);
    assert.equal(client.snapshot, waiting, "the time at which a retry is due stays");
  });

  /** What a store of React does: it reads when it is told to, and tears if that is not the whole story. */
  const expectTold = (what: string, act: () => void) => {
    let known = client.snapshot;
    let calls = 0;
    const end = client.onChange(() => {
      calls++;
      known = client.snapshot;
    });
    act();
    clock.pass(0);
    assert.equal(known, client.snapshot, what);
    end();
    return calls;
  };

  it("is told of, whatever changes it", () => {
    assert.equal(
      expectTold("a message that is queued", () => client.send("one")),
      1,
    );
    assert.equal(client.snapshot.queued, 1);
    expectTold("one that expires", () => {
      client.send("two", { ttl: 5 });
      clock.pass(5);
    });
    assert.equal(client.snapshot.queued, 1);
    expectTold("one that gives way", () => {
      for (const message of ["a", "b", "c"]) client.send(message);
    });
    assert.equal(client.snapshot.queued, 3);
    assert.equal(
      expectTold("what is taken back", () => client.takeQueued()),
      1,
    );
    assert.equal(client.snapshot.queued, 0);
    expectTold("what goes out", () => {
      client.send("one");
      sockets[0]?.open();
    });
    assert.equal(client.snapshot.queued, 0);
    expectTold("a close", () => sockets[0]?.closed(1006));
    assert.equal(client.snapshot.diagnosis, client.diagnosis);
    expectTold("the network", () => window.dispatchEvent(new Event("offline")));
    expectTold("the network", () => window.dispatchEvent(new Event("online")));
    expectTold("a retry", () => clock.pass(60_000));
    expectTold("a row that begins anew", () => client.reconnect());
    assert.equal(client.snapshot.attempt, 0);
    expectTold("the end", () => client.close());
    expectTold("an opening", () => client.open());
  });

  it("is not told of where nothing of it has changed", () => {
    sockets[0]?.open();
    const calls = expectTold("nothing", () => {
      sockets[0]?.message("hello");
      client.send("hello");
      client.takeQueued();
    });
    assert.equal(calls, 0);
  });

  it("is told of to none that another listener has ended, and to those that it has not", () => {
    const log: string[] = [];
    const ends: (() => void)[] = [];
    client.onChange(() => {
      log.push("first");
      ends[0]?.();
      // Who is added meanwhile hears of the next one.
      client.onChange(() => log.push("late"));
    });
    ends.push(client.onChange(() => log.push("ended")));
    client.onChange(() => log.push("last"));
    client.send("one");
    assert.deepEqual(log, ["first", "last"]);
  });

  it("is told of to the same function as often as it listens", () => {
    let calls = 0;
    const count = () => calls++;
    const end = client.onChange(count);
    client.onChange(count);
    client.send("one");
    assert.equal(calls, 2);
    end();
    end();
    client.send("two");
    assert.equal(calls, 3);
  });

  it("is told of inside a listener that changes it", () => {
    const seen: Snapshot[] = [];
    client.onChange(() => {
      seen.push(client.snapshot);
      if (client.snapshot.queued === 1) client.send("another");
    });
    client.send("one");
    assert.deepEqual(
      seen.map(({ queued }) => queued),
      [1, 2],
    );
  });

  it("is told of to the others where a listener throws, and what it throws is reported", async () => {
    clock.restore();
    const errors = collectUncaught();
    const error = new Error("thrown on purpose");
    let calls = 0;
    const end = client.onChange(() => {
      throw error;
    });
    client.onChange(() => calls++);
    client.send("one");
    end();
    await aTaskLater();
    assert.equal(calls, 1);
    assert.deepEqual(errors.stop(), [error]);
  });

  it("takes functions alone as listeners", () => {
    assert.instanceOf(
      thrownBy(() => client.onChange({} as never)),
      OptionError,
    );
  });
});
