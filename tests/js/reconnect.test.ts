// What a client says of its retries, and who may decide on them.
import { assert } from "chai";
import type { ClientCloseEvent, EndEvent, RetryEvent } from "closewise";
import { chaos, closeAll, collectUncaught, next } from "./support/both.js";
import { AT_ONCE, connect } from "./support/client.js";

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
