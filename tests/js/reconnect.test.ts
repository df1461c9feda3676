// What a client says of its retries, and who may decide on them.
import { assert } from "chai";
import type { Attempt, ClientCloseEvent, ClientOptions, EndEvent, RetryEvent } from "closewise";
import { aTaskLater, chaos, closeAll, collectUncaught, next } from "./support/both.js";
import { AT_ONCE, connect, logOf } from "./support/client.js";
import { FakeClock } from "./support/clock.js";
import { scripted } from "./support/scripted.js";

describe("a client that loses its connection", () => {
  afterEach(closeAll);

  it("tells each state, with what brought it about", async () => {
    const client = connect(chaos(`/flap?key=${crypto.randomUUID()}&up=200&times=1`), {
      reconnect: AT_ONCE,
    });
    const states: string[] = [];
    client.addEventListener("state", ({ from, to, reason }) =>
      states.push(`${from}>${to} ${reason}`),
    );
    await next(client, "retry");
    assert.equal(client.readyState, client.CONNECTING);
    assert.equal(client.state, "waiting");
    await next(client, "open");
    assert.deepEqual(states, [
      "idle>connecting requested",
      "connecting>open opened",
      "open>waiting closed",
      "waiting>connecting retry-due",
      "connecting>open opened",
    ]);
  });

  it("tells when the next attempt will be", async () => {
    // Not a refusal: Firefox itself holds back attempts at a host that refuses.
    const client = connect(chaos("/close?code=4001"), {
      codes: { "4000-4009": "retry" },
      reconnect: { baseDelay: 20, maxDelay: 20, maxAttempts: 1 },
    });
    const { attempt, delay, at } = await next<RetryEvent>(client, "retry");
    assert.equal(attempt, 1);
    assert.isAtMost(delay, 20);
    assert.isAtMost(Math.abs(at - delay - Date.now()), 1000);
    const { reason, diagnosis } = await next<EndEvent>(client, "end");
    assert.equal(reason, "attempts-exhausted");
    assert.equal(diagnosis?.code, 4001);
  });

  it("lets a predicate have the last word, which sees the diagnosis", async () => {
    const seen: string[] = [];
    const client = connect(chaos("/close?code=1000&after=5"), {
      reconnect: {
        when: ({ code, cause, source }) => {
          seen.push(`${code} ${cause} ${source}`);
          return seen.length < 2 ? "retry-now" : "stop";
        },
      },
    });
    const { reason } = await next<EndEvent>(client, "end");
    assert.equal(reason, "stopped");
    assert.deepEqual(seen, ["1000 closed-by-peer standard", "1000 closed-by-peer standard"]);
    assert.equal((await client.ended).diagnosis?.source, "user");
  });

  it("reports a predicate that throws, or that gives no verdict, and goes by the diagnosis", async () => {
    const errors = collectUncaught();
    const error = new Error("thrown on purpose");
    const throwing = connect(chaos("/close?code=1000"), {
      reconnect: {
        when: () => {
          throw error;
        },
      },
    });
    const senseless = connect(chaos("/close?code=1000"), {
      // biome-ignore lint/suspicious/noExplicitAny: not a verdict
      reconnect: { when: () => ({ action: "dance" }) as any },
    });
    assert.equal((await throwing.ended).reason, "stopped");
    assert.equal((await senseless.ended).reason, "stopped");
    assert.equal(errors.stop().length, 2);
  });

  it("closes the connection itself when it is asked to reconnect", async () => {
    const client = connect(chaos("/echo"));
    await client.opened;
    client.reconnect();
    const { willRetry, synthetic } = await next<ClientCloseEvent>(client, "close");
    assert.isTrue(willRetry);
    assert.isTrue(synthetic);
    await next(client, "open");
  });
});

describe("over a longer time, a client", () => {
  let clock: FakeClock;

  beforeEach(() => {
    clock = new FakeClock();
  });

  afterEach(() => {
    closeAll();
    clock.restore();
  });

  for (const code of [1006, 1011, 1012]) {
    it(`does not give up by itself, however often a connection is closed with ${code}`, () => {
      const [client, sockets] = scripted();
      while (sockets.length < 50) {
        const socket = sockets.at(-1);
        socket?.open();
        socket?.closed(code);
        while (socket === sockets.at(-1)) {
          assert.equal(client.state, "waiting");
          clock.pass(100);
        }
      }
    });
  }

  for (const [reconnect, least, most] of [
    [{}, 5_000, 30_000],
    [{ maxDelay: 60_000 }, 5_000, 30_000],
    [{ maxDelay: 1_000 }, 500, 1_000],
  ] as const) {
    it(`with ${JSON.stringify(reconnect)} waits from ${least} to ${most} ms for a restart`, () => {
      const [client, [socket]] = scripted({ reconnect });
      const delays: number[] = [];
      client.addEventListener("retry", ({ delay }) => delays.push(delay));
      socket?.open();
      socket?.closed(1012);
      assert.isAtLeast(delays[0] as number, least);
      assert.isAtMost(delays[0] as number, most);
    });
  }

  for (const [what, options, fail] of [
    ["does not open in time", { connectTimeout: 5 }, () => clock.pass(5)],
    [
      "is silent",
      { liveness: { interval: 5, timeout: 5, probe: "ping" } },
      ([, socket]) => {
        socket?.open();
        clock.pass(10);
      },
    ],
    [
      "is refused by the check of its handshake",
      { handshake: { check: () => "retry" } },
      ([, socket]) => {
        socket?.open();
        socket?.message("no");
      },
    ],
  ] satisfies [string, ClientOptions, (made: Made) => void][]) {
    it(`tells an error before the close of a connection that ${what}`, () => {
      const [client, [socket]] = scripted(options);
      const log = logOf(client, "error", "close", "retry");
      fail([client, socket]);
      assert.deepEqual(log, ["error", "close", "retry"]);
    });
  }

  it("tells no error where it replaces a connection because it is asked to", () => {
    const [client, [socket]] = scripted();
    const log = logOf(client, "error", "close");
    socket?.open();
    client.reconnect();
    clock.pass(0);
    assert.deepEqual(log, ["close"]);
  });

  /** A client whose credentials are refused after they have served for a while, and what its provider is told. */
  async function refuse(served: number) {
    const attempts: Attempt[] = [];
    const provide = (attempt: Attempt) => {
      attempts.push(attempt);
      return "ws://scripted.example";
    };
    const [client, sockets] = scripted({ reconnect: { baseDelay: 1_000 } }, provide);
    const refuseOnce = async (after: number) => {
      await aTaskLater();
      sockets.at(-1)?.open();
      clock.pass(after);
      sockets.at(-1)?.closed(3000);
      clock.pass(1_000);
      await aTaskLater();
    };
    await refuseOnce(0);
    await refuseOnce(served);
    return { client, fresh: attempts.map(({ fresh }) => fresh) };
  }

  it("stops when fresh credentials are refused within a minute", async () => {
    const { client, fresh } = await refuse(50_000);
    const { reason, diagnosis } = await client.ended;
    assert.equal(reason, "stopped");
    assert.equal(diagnosis?.code, 3000);
    assert.deepEqual(fresh, [false, true]);
  });

  it("goes on for ever with credentials that expire now and then", async () => {
    const { client, fresh } = await refuse(600_000);
    assert.equal(client.state, "connecting");
    assert.deepEqual(fresh, [false, true, true]);
  });
});

type Made = [client: EventTarget, socket: ReturnType<typeof scripted>[1][number] | undefined];
