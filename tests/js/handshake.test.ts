// The application handshake and liveness, as the options describe them.
import { assert } from "chai";
import type { ClientCloseEvent } from "closewise";
import { chaos, closeAll, next, Recorded } from "./support/both.js";
import { AT_ONCE, connect, logOf } from "./support/client.js";

describe("an application handshake", () => {
  afterEach(closeAll);

  const check = (data: unknown) => {
    const { type } = JSON.parse(data as string);
    if (type === "ack") return "accept";
    return type === "denied" ? "stop" : undefined;
  };

  it("passes before the client is open, and keeps the outbox and the listeners out of it", async () => {
    const recorded = new Recorded();
    const client = connect(recorded.url("/auth?mode=first-message&token=good"), {
      handshake: { greeting: () => JSON.stringify({ token: "good" }), check },
    });
    const log = logOf(client, "open", "message");
    client.send("queued");
    await next(client, "message");
    assert.deepEqual(log, ["open", "message"]);
    const [connection] = await recorded.connections();
    assert.deepEqual(
      connection?.received.map(({ text }) => text),
      ['{"token":"good"}', "queued"],
    );
  });

  it("that is refused ends with the verdict given", async () => {
    const client = connect(chaos("/auth?mode=first-message&token=good"), {
      handshake: { greeting: '{"token":"bad"}', check },
    });
    const log = logOf(client, "open");
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(diagnosis.source, "user");
    assert.equal((await client.ended).reason, "stopped");
    assert.deepEqual(log, []);
  });

  it("that nobody answers is a connect timeout", async () => {
    const client = connect(chaos("/never-ack"), {
      reconnect: { maxAttempts: 1, ...AT_ONCE },
      handshake: { check, timeout: 30 },
    });
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(diagnosis.cause, "connect-timeout");
  });
});

describe("liveness", () => {
  afterEach(closeAll);

  it("probes a silent peer, keeps its answers to itself, and measures the round trip", async () => {
    const recorded = new Recorded();
    const client = connect(recorded.url("/heartbeat?answers=2"), {
      reconnect: AT_ONCE,
      liveness: { interval: 20, timeout: 100, probe: "ping", isPong: (data) => data === "pong" },
    });
    const log = logOf(client, "message");
    const { diagnosis, synthetic } = await next<ClientCloseEvent>(client, "close");
    assert.equal(diagnosis.cause, "silent");
    assert.isTrue(synthetic);
    assert.deepEqual(log, []);
    assert.isAtLeast(client.stats.roundTrip, 0);
    const [connection] = await recorded.connections();
    assert.isAtLeast(connection?.received.length ?? 0, 3);
    await next(client, "open");
  });

  it("does not send a probe that reconnects on the new connection, and lives on", async () => {
    let probed = false;
    const client = connect(chaos("/echo"), {
      liveness: {
        interval: 20,
        timeout: 1000,
        probe: () => {
          if (probed) return undefined;
          probed = true;
          client.reconnect();
          return "stray";
        },
      },
    });
    await next(client, "close");
    await next(client, "open");
    client.send("back");
    assert.equal((await next<MessageEvent>(client, "message")).data, "back");
  });
});
