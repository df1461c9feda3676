import { assert } from "chai";
import type {
  ClientCloseEvent,
  ClientErrorEvent,
  EndEvent,
  RetryEvent,
  StateEvent,
  WebSocketClass,
} from "closewise";
import {
  aTaskLater,
  chaos,
  closeAll,
  collectUncaught,
  next,
  Recorded,
  thrownBy,
  UNANSWERED,
} from "./support/both.js";
import { AT_ONCE, connect, logOf } from "./support/client.js";

describe("a client that loses its connection", () => {
  afterEach(closeAll);

  it("connects again, and says so in order", async () => {
    const client = connect(chaos(`/flap?key=${crypto.randomUUID()}&up=200&times=1`), {
      reconnect: AT_ONCE,
    });
    const log = logOf(client, "open", "close", "retry", "end");
    const states: string[] = [];
    client.addEventListener("state", ({ from, to, reason }) =>
      states.push(`${from}>${to} ${reason}`),
    );
    await next(client, "retry");
    assert.equal(client.readyState, client.CONNECTING);
    assert.equal(client.state, "waiting");
    await next(client, "open");
    assert.deepEqual(log, ["open", "close", "retry", "open"]);
    assert.deepEqual(states, [
      "idle>connecting requested",
      "connecting>open opened",
      "open>waiting closed",
      "waiting>connecting retry-due",
      "connecting>open opened",
    ]);
    client.send("back");
    assert.equal((await next<MessageEvent>(client, "message")).data, "back");
  });

  it("tells when the next attempt will be", async () => {
    // Not a refusal: Firefox itself holds back attempts at a host that refuses.
    const client = connect(chaos("/close?code=4001"), {
      codes: { 4001: "retry" },
      reconnect: { baseDelay: 20, maxDelay: 20, maxAttempts: 2 },
    });
    const retries: RetryEvent[] = [];
    client.addEventListener("retry", (event) => {
      retries.push(event);
      assert.isAtMost(Math.abs(event.at - event.delay - Date.now()), 1000);
    });
    const { reason, diagnosis } = await next<EndEvent>(client, "end");
    assert.equal(reason, "attempts-exhausted");
    assert.equal(diagnosis?.code, 4001);
    assert.deepEqual(
      retries.map(({ attempt }) => attempt),
      [1, 2],
    );
    for (const { delay } of retries) assert.isAtMost(delay, 20);
    assert.equal(client.readyState, client.CLOSED);
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

  it("does not ask the predicate of a client that could not be made", () => {
    let asked = 0;
    const when = () => {
      asked++;
      return "stop" as const;
    };
    assert.throws(() => connect(chaos("/echo"), { reconnect: { when } }, ["a", "a"]), DOMException);
    assert.equal(asked, 0);
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

  it("stops where the code says so, and where its user says so", async () => {
    assert.equal((await connect(chaos("/close?code=1008")).ended).reason, "stopped");
    const client = connect(chaos("/close?code=4101"), { codes: { "4100-4199": "stop" } });
    assert.equal((await client.ended).reason, "stopped");
  });

  it("connects anew at once when asked", async () => {
    const recorded = new Recorded();
    const client = connect(recorded.url("/echo"));
    await client.opened;
    client.reconnect();
    const { willRetry, synthetic } = await next<ClientCloseEvent>(client, "close");
    assert.isTrue(willRetry);
    assert.isTrue(synthetic);
    await next(client, "open");
    client.send("second connection");
    await next(client, "message");
    const connections = await recorded.connections();
    assert.equal(connections.length, 2);
    assert.equal(client.stats.connections, 2);
  });

  it("need not wait for the retry when asked", async () => {
    const client = connect(chaos(`/flap?key=${crypto.randomUUID()}&up=200&times=1`), {
      reconnect: { baseDelay: 60_000, maxDelay: 60_000 },
    });
    await next(client, "close");
    client.reconnect();
    await next(client, "open");
  });

  it("ends at once when it is closed while it waits", async () => {
    const client = connect(chaos("/refuse?status=503"), {
      reconnect: { baseDelay: 60_000, maxDelay: 60_000 },
    });
    await next(client, "retry");
    client.close();
    assert.equal(client.readyState, client.CLOSED);
    assert.equal((await client.ended).reason, "requested");
  });

  it("gives up on a connection that does not open in time", async () => {
    const client = connect(chaos(UNANSWERED), { connectTimeout: 50, reconnect: false });
    const { diagnosis, synthetic, code } = await next<ClientCloseEvent>(client, "close");
    assert.isTrue(synthetic);
    assert.equal(code, 1006);
    assert.equal(diagnosis.cause, "connect-timeout");
    assert.equal(client.readyState, client.CLOSED);
  });

  it("closes within its time whatever the peer does", async () => {
    const client = connect(chaos("/stall"), { closeTimeout: 50 });
    await client.opened;
    client.close(3001, "bye");
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.include(["close-timeout", "requested"], diagnosis.cause);
    assert.equal((await client.ended).reason, "requested");
  });

  it("closes after an error that the platform lets no close follow", async () => {
    class Unclosed extends EventTarget {
      readonly readyState = 0;
      readonly bufferedAmount = 0;
      readonly protocol = "";
      readonly extensions = "";
      binaryType = "blob";
      constructor() {
        super();
        setTimeout(() => this.dispatchEvent(new Event("error")));
      }
      close() {}
    }
    const client = connect(chaos("/echo"), {
      WebSocket: Unclosed as unknown as WebSocketClass,
      errorTimeout: 20,
      reconnect: false,
    });
    const log = logOf(client, "error", "close", "end");
    const { code, synthetic, diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(code, 1006);
    assert.isTrue(synthetic);
    assert.equal(diagnosis.cause, "never-opened");
    await client.ended;
    assert.deepEqual(log, ["error", "close", "end"]);
  });

  it("is silent for ever after the end", async () => {
    const client = connect(chaos("/echo"));
    await client.opened;
    client.close();
    await client.ended;
    const log = logOf(client, "open", "close", "state", "retry", "end", "error", "message");
    client.close();
    client.reconnect();
    assert.equal(client.send("x"), "discarded");
    await aTaskLater();
    assert.deepEqual(log, []);
    assert.equal(client.state, "ended");
    assert.equal(client.stats.connections, 1);
  });

  it("keeps the order of events when a listener calls back", async () => {
    const client = connect(chaos("/echo"));
    const log: string[] = [];
    client.addEventListener("open", () => {
      log.push("open");
      client.send("x");
      client.close();
      log.push(`still ${client.readyState}`);
    });
    for (const type of ["close", "end"] as const)
      client.addEventListener(type, () => log.push(type));
    client.addEventListener("state", ({ to }: StateEvent) => log.push(to));
    await client.ended;
    assert.deepEqual(log, [
      "connecting",
      "open",
      "open",
      "still 2",
      "closing",
      "ended",
      "close",
      "end",
    ]);
  });

  it("lets a client be made in any listener of another", async () => {
    const first = connect(chaos("/close?code=1000"));
    const second = await new Promise<ReturnType<typeof connect>>((resolve) => {
      first.addEventListener("end", () => resolve(connect(chaos("/echo"))));
    });
    await second.opened;
    await aTaskLater();
    second.send("alive");
    await next(second, "message");
  });
});

describe("a signal", () => {
  afterEach(closeAll);

  it("ends the session", async () => {
    const controller = new AbortController();
    const client = connect(chaos("/echo"), { signal: controller.signal });
    await client.opened;
    controller.abort();
    assert.equal(client.readyState, client.CLOSED);
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(diagnosis.cause, "aborted");
    assert.equal((await client.ended).reason, "aborted");
  });

  it("that is aborted already is thrown by the constructor", () => {
    const reason = new Error("mine");
    assert.throws(() => connect(chaos("/echo"), { signal: AbortSignal.abort(reason) }), "mine");
  });
});

describe("a provider of the URL", () => {
  afterEach(closeAll);

  it("is asked for each attempt, with its number and the last diagnosis", async () => {
    const asked: unknown[] = [];
    const key = crypto.randomUUID();
    const client = connect(
      async ({ attempt, fresh, diagnosis }) => {
        asked.push([attempt, fresh, diagnosis?.cause]);
        return chaos(`/flap?key=${key}&up=200&times=1`);
      },
      { reconnect: AT_ONCE },
    );
    assert.equal(client.url, "");
    assert.equal(client.readyState, client.CONNECTING);
    await next(client, "retry");
    await next(client, "open");
    assert.deepEqual(asked, [
      [0, false, undefined],
      [1, false, "dropped"],
    ]);
    assert.equal(client.url, chaos(`/flap?key=${key}&up=200&times=1`));
  });

  it("may name the protocols too", async () => {
    const client = connect(
      () => ({ url: new URL(chaos("/echo")), protocols: ["from-provider"] }),
      {},
      "from-constructor",
    );
    await client.opened;
    assert.equal(client.protocol, "from-provider");
  });

  it("is asked for fresh credentials when they were refused, once", async () => {
    const asked: boolean[] = [];
    const client = connect(
      ({ fresh }) => {
        asked.push(fresh);
        return chaos(`/auth?mode=query&token=good&t=${fresh ? "good" : "stale"}`);
      },
      { reconnect: { baseDelay: 10 } },
    );
    await next(client, "retry");
    await next(client, "open");
    assert.deepEqual(asked, [false, true]);

    const hopeless = connect(() => chaos("/auth?mode=query&token=good&t=bad"));
    assert.equal((await hopeless.ended).reason, "stopped");
    assert.equal(hopeless.stats.attempts, 2);
  });

  for (const [what, provider, reason] of [
    ["throws", () => Promise.reject(new Error("mine")), "threw"],
    ["throws at once", throws, "threw"],
    ["gives rubbish", () => "ftp://127.0.0.1/", "invalid"],
    // biome-ignore lint/suspicious/noExplicitAny: not an address
    ["gives nothing", () => undefined as any, "invalid"],
    ["gives a bad protocol", () => ({ url: chaos("/echo"), protocols: "a b" }), "invalid"],
    ["never settles", () => new Promise<string>(() => {}), "timed-out"],
  ] as const) {
    it(`that ${what} is a failure that is retried`, async () => {
      const client = connect(provider, {
        reconnect: { maxAttempts: 1, baseDelay: 5, maxDelay: 5 },
        providerTimeout: 30,
      });
      const { error } = await next<ClientErrorEvent>(client, "error");
      assert.equal(error?.name, "ProviderError");
      assert.equal(error?.reason, reason);
      assert.equal((await client.ended).reason, "attempts-exhausted");
      assert.equal(client.stats.attempts, 2);
    });
  }

  it("that gives a bad subprotocol is told so, and not which: it may be a credential", async () => {
    const client = connect(() => ({ url: chaos("/echo"), protocols: ["Bearer hush"] }));
    const { error } = await next<ClientErrorEvent>(client, "error");
    assert.equal(error?.reason, "invalid");
    assert.match(`${error?.cause}`, /^SyntaxError: subprotocol 0 /);
    assert.notMatch(`${error} ${error?.cause}`, /hush/);
    const thrown = thrownBy(() => connect(chaos("/echo"), {}, "Bearer hush"));
    assert.notMatch(`${thrown}`, /hush/);
  });

  it("that answers too late changes nothing", async () => {
    const answers: ((url: string) => void)[] = [];
    const client = connect(() => new Promise<string>((resolve) => answers.push(resolve)), {
      reconnect: { baseDelay: 5, maxDelay: 5 },
      providerTimeout: 20,
    });
    await next(client, "retry");
    while (answers.length < 2) await next(client, "state");
    answers[0]?.(chaos("/refuse?status=503"));
    await aTaskLater();
    assert.equal(client.url, "");
    answers[1]?.(chaos("/echo"));
    await client.opened;
  });
});

function throws(): never {
  throw new Error("mine");
}
