// What a client says of its retries, and who may decide on them.
import { assert } from "chai";
import {
  type Attempt,
  type ClientCloseEvent,
  type ClientOptions,
  ConnectionError,
  type ConnectionFailure,
  type EndEvent,
  type RetryEvent,
} from "closewise";
import { aTaskLater, chaos, closeAll, collectUncaught, next } from "./support/both.js";
import { AT_ONCE, connect, logOf } from "./support/client.js";
import { clockForEach } from "./support/clock.js";
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

  it("promises no retry where nobody can get fresh credentials", async () => {
    const client = connect(chaos("/close?code=3000"));
    const { diagnosis, willRetry } = await next<ClientCloseEvent>(client, "close");
    assert.isFalse(willRetry);
    assert.equal(diagnosis.verdict.action, "reauthenticate");
    assert.notInclude(diagnosis.sentence, "then one retry");
    assert.include(diagnosis.sentence, "neither a provider of the URL nor a handshake");
  });

  it("retries at once with a base delay of 0, and not at all with no attempts", async () => {
    const atOnce = connect(chaos("/close?code=4001"), {
      codes: { 4001: "retry" },
      reconnect: { baseDelay: 0 },
    });
    assert.equal((await next<RetryEvent>(atOnce, "retry")).delay, 0);
    const never = connect(chaos("/close?code=4001"), {
      codes: { 4001: "retry" },
      reconnect: { maxAttempts: 0 },
    });
    assert.equal((await next<EndEvent>(never, "end")).reason, "attempts-exhausted");
    assert.equal(never.stats.attempts, 1);
  });

  it("draws its delays from the number of its own source, which is asked once", async () => {
    let asked = 0;
    const delaysOf = async (number: number): Promise<number[]> => {
      const random = () => {
        asked++;
        return number;
      };
      const client = connect(chaos("/close?code=4001"), {
        codes: { 4001: "retry" },
        reconnect: { baseDelay: 20, maxDelay: 40, maxAttempts: 4, random },
      });
      const delays: number[] = [];
      client.addEventListener("retry", ({ delay }) => delays.push(delay));
      await client.ended;
      return delays;
    };
    const first = await delaysOf(0.5);
    assert.lengthOf(first, 4);
    assert.deepEqual(await delaysOf(0.5), first);
    assert.notDeepEqual(await delaysOf(0.25), first);
    assert.equal(asked, 3);
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
    // Both may be told in one task.
    const [{ willRetry, synthetic }] = await Promise.all([
      next<ClientCloseEvent>(client, "close"),
      next(client, "open"),
    ]);
    assert.isTrue(willRetry);
    assert.isTrue(synthetic);
  });
});

describe("over a longer time, a client", () => {
  const clock = clockForEach();

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

  for (const [what, reason, options, fail] of [
    ["does not open in time", "connect-timeout", { connectTimeout: 5 }, () => clock.pass(5)],
    [
      "is silent",
      "silent",
      { liveness: { interval: 5, timeout: 5, probe: "ping" } },
      ([, socket]) => {
        socket?.open();
        clock.pass(10);
      },
    ],
    [
      "is refused by the check of its handshake",
      "handshake-refused",
      { handshake: { check: () => "retry" } },
      ([, socket]) => {
        socket?.open();
        socket?.message("no");
      },
    ],
    ["fails", "socket", {}, ([, socket]) => socket?.error(WebSocket.CONNECTING)],
  ] satisfies [string, ConnectionFailure, ClientOptions, (made: Made) => void][]) {
    it(`tells an error before the close of a connection that ${what}, and what it was`, () => {
      const [client, [socket]] = scripted(options);
      const log = logOf(client, "error", "close", "retry");
      const errors: Error[] = [];
      client.addEventListener("error", ({ error }) => errors.push(error));
      fail([client, socket]);
      clock.pass(1);
      assert.deepEqual(log, ["error", "close", "retry"]);
      const [error] = errors as [ConnectionError];
      assert.instanceOf(error, ConnectionError);
      assert.equal(error.reason, reason);
      assert.isUndefined(error.cause);
      assert.isNotEmpty(error.message);
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
