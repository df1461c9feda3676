// The application handshake, as the option `handshake` describes it.
import { assert } from "chai";
import type {
  Attempt,
  ClientCloseEvent,
  ClientErrorEvent,
  HandshakeOptions,
  RetryEvent,
} from "closewise";
import { aTaskLater, chaos, closeAll, next } from "./support/both.js";
import { AT_ONCE, connect, logOf } from "./support/client.js";
import { FakeClock } from "./support/clock.js";
import { scripted } from "./support/scripted.js";

describe("an application handshake", () => {
  afterEach(closeAll);

  const check = (data: unknown) => {
    const { type } = JSON.parse(data as string);
    if (type === "ack") return "accept";
    return type === "denied" ? "stop" : undefined;
  };

  it("that is accepted opens the client, and none of its messages is an event", async () => {
    const client = connect(chaos("/auth?mode=first-message&token=good"), {
      handshake: { greeting: () => JSON.stringify({ token: "good" }), check },
    });
    const log = logOf(client, "open", "message");
    client.send("queued");
    const { data } = await next<MessageEvent>(client, "message");
    assert.equal(data, "queued");
    assert.deepEqual(log, ["open", "message"]);
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
});

describe("the greeting of a handshake", () => {
  afterEach(closeAll);

  const ACCEPT = () => "accept" as const;

  it("is told what a provider is told, and may take its time", async () => {
    const attempts: Attempt[] = [];
    const client = connect(chaos("/auth?mode=first-message&token=good"), {
      handshake: {
        greeting: async (attempt) => {
          attempts.push(attempt);
          await aTaskLater();
          return JSON.stringify({ token: attempt.fresh ? "good" : "stale" });
        },
        check: (data) => (JSON.parse(data as string).type === "ack" ? "accept" : "reauthenticate"),
      },
      reconnect: { baseDelay: 5 },
    });
    await client.opened;
    assert.deepEqual(
      attempts.map(({ attempt, fresh, diagnosis }) => [attempt, fresh, diagnosis?.source]),
      [
        [0, false, undefined],
        [1, true, "user"],
      ],
    );
  });

  for (const [what, greeting] of [
    ["given as it is", "hello"],
    ["that a function makes at once", () => "hello"],
  ] as const) {
    it(`${what} goes out in the task in which the socket opens`, () => {
      const [, [socket]] = scripted({ handshake: { greeting, check: ACCEPT } });
      socket?.open();
      assert.deepEqual(socket?.sent, ["hello"]);
    });
  }

  /** A greeting for each connection, which comes when the test says so. */
  const later = () => {
    const answers: ((greeting: string) => void)[] = [];
    const greeting = () => new Promise<string>((resolve) => answers.push(resolve));
    return { answers, handshake: { greeting, check: ACCEPT } };
  };

  it("is not sent where the handshake has passed without it", async () => {
    const { answers, handshake } = later();
    const [client, [socket]] = scripted({ handshake });
    socket?.open();
    socket?.message("welcome");
    assert.equal(client.state, "open");
    answers[0]?.("too late");
    await aTaskLater();
    assert.deepEqual(socket?.sent, []);
  });

  it("is not sent on another connection than the one that it was made for", async () => {
    const { answers, handshake } = later();
    const [client, sockets] = scripted({ handshake, reconnect: AT_ONCE });
    sockets[0]?.open();
    sockets[0]?.closed(1001);
    while (client.state !== "connecting") await next(client, "state");
    sockets[1]?.open();
    answers[0]?.("too late");
    answers[1]?.("in time");
    await aTaskLater();
    assert.deepEqual(
      sockets.map(({ sent }) => sent),
      [[], ["in time"]],
    );
  });

  for (const [what, greeting, thrown] of [
    ["throws", throws, /on purpose/],
    ["rejects", async () => throws(), /on purpose/],
    ["makes what cannot be sent", () => UNSENDABLE, /primitive|convert|default value/],
    ["makes later what cannot be sent", async () => UNSENDABLE, /primitive|convert|default value/],
  ] as readonly (readonly [string, HandshakeOptions["greeting"], RegExp])[]) {
    it(`that ${what} ends the attempt, and its error is the cause`, async () => {
      const [client, [socket]] = scripted({ handshake: { greeting, check: ACCEPT } });
      const failed = next<ClientErrorEvent>(client, "error");
      const closed = next<ClientCloseEvent>(client, "close");
      socket?.open();
      const { error } = await failed;
      assert.equal(error.reason, "handshake-refused");
      assert.match((error.cause as Error).message, thrown);
      const { diagnosis, willRetry } = await closed;
      assert.isTrue(willRetry);
      assert.match(diagnosis.detail as string, thrown);
      assert.equal((diagnosis.verdict as { pace?: string }).pace, "backoff");
      assert.deepEqual(socket?.sent, []);
    });
  }

  it("that makes nothing is waited for no longer than the handshake", async () => {
    const clock = new FakeClock().start();
    const [client, [socket]] = scripted({
      handshake: { greeting: async () => undefined, check: ACCEPT, timeout: 20 },
      reconnect: false,
    });
    const closes: ClientCloseEvent[] = [];
    client.addEventListener("close", (event) => closes.push(event));
    socket?.open();
    await aTaskLater();
    clock.pass(20);
    assert.equal(closes[0]?.diagnosis.cause, "connect-timeout");
    assert.deepEqual(socket?.sent, []);
    clock.restore();
  });

  it("that fails too late is not the cause of another failure", async () => {
    const rejections: ((error: Error) => void)[] = [];
    const greeting = () => new Promise<string>((_, reject) => rejections.push(reject));
    const [client, sockets] = scripted({
      handshake: { greeting, check: () => "stop" },
      reconnect: { when: ({ cause }) => (cause === "dropped" ? "retry-now" : undefined) },
    });
    sockets[0]?.open();
    sockets[0]?.closed(1006);
    while (client.state !== "connecting") await next(client, "state");
    sockets[1]?.open();
    rejections[0]?.(new Error("too late"));
    await aTaskLater();
    assert.equal(client.state, "connecting");
    const failed = next<ClientErrorEvent>(client, "error");
    sockets[1]?.message("no");
    assert.isUndefined((await failed).error.cause);
  });
});

describe("the check of a handshake", () => {
  afterEach(closeAll);

  it("that throws ends the attempt, and its error is the cause", async () => {
    const [client, [socket]] = scripted({ handshake: { check: throws } });
    const failed = next<ClientErrorEvent>(client, "error");
    const retry = next<RetryEvent>(client, "retry");
    socket?.open();
    socket?.message("welcome");
    const { error } = await failed;
    assert.equal(error.reason, "handshake-refused");
    assert.equal((error.cause as Error).message, "thrown on purpose");
    assert.equal((await retry).attempt, 1);
    assert.equal(client.state, "waiting");
  });
});

/** It has no way to become a text. */
const UNSENDABLE = Object.create(null);

function throws(): never {
  throw new Error("thrown on purpose");
}
