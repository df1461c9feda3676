import { assert } from "chai";
import { Client, type ClientOptions, OptionError } from "closewise";
import * as profiles from "closewise/profiles";
import { chaos, closeAll, thrownBy } from "./support/both.js";
import { connect } from "./support/client.js";

describe("options", () => {
  afterEach(closeAll);

  const refused = (options: object): OptionError => {
    const error = thrownBy(() => connect(chaos("/echo"), options as ClientOptions));
    assert.instanceOf(error, OptionError);
    assert.instanceOf(error, TypeError);
    return error as OptionError;
  };

  it("refuses options that are no object", () => {
    assert.equal(refused(5 as unknown as object).option, "options");
  });

  for (const [options, option, meant] of [
    [{ reconect: false }, "reconect", "reconnect"],
    [{ baseDelay: 1 }, "baseDelay", "reconnect.baseDelay"],
    [{ reconnect: { maxdelay: 1 } }, "reconnect.maxdelay", "reconnect.maxDelay"],
    [{ handshake: { timeOut: 1 } }, "handshake.timeOut", "handshake.timeout"],
    [{ queue: { maxMessage: 1 } }, "queue.maxMessage", "queue.maxMessages"],
    [{ Websocket: WebSocket }, "Websocket", "WebSocket"],
  ] as const) {
    it(`refuses ${option}, and suggests ${meant}`, () => {
      const error = refused(options);
      assert.equal(error.option, option);
      assert.include(error.message, option);
      assert.include(error.message, `did you mean ${meant}?`);
    });
  }

  it("suggests nothing for a name that is near to none", () => {
    for (const option of ["colour", "x", "reconnect.foo"]) {
      const [last, group] = option.split(".").reverse() as [string, string?];
      const error = refused(group ? { [group]: { [last]: 1 } } : { [last]: 1 });
      assert.equal(error.message, `${option} is no option`);
    }
  });

  for (const [options, option, given, allowed] of [
    [{ closeTimeout: -1 }, "closeTimeout", "-1", "a number from 1 to 2147483647"],
    [{ connectTimeout: "1" }, "connectTimeout", '"1"', "a number"],
    [{ closeTimeout: Number.NaN }, "closeTimeout", "NaN", "a number"],
    [{ closeTimeout: Infinity }, "closeTimeout", "Infinity", "2147483647"],
    [{ reconnect: { baseDelay: Infinity } }, "reconnect.baseDelay", "Infinity", "2147483647"],
    [{ reconnect: { random: 0.5 } }, "reconnect.random", "0.5", "function"],
    [{ reconnect: { random: () => 1 } }, "reconnect.random", "1", "from 0 to under 1"],
    [{ reconnect: { random: () => -0.1 } }, "reconnect.random", "-0.1", "from 0 to under 1"],
    [{ reconnect: { random: () => "0" } }, "reconnect.random", '"0"', "from 0 to under 1"],
    [{ reconnect: { random: () => Number.NaN } }, "reconnect.random", "NaN", "from 0 to under 1"],
    [{ reconnect: { factor: 0 } }, "reconnect.factor", "0", "from 1 to 100"],
    [
      { reconnect: { baseDelay: 50, maxDelay: 10 } },
      "reconnect.maxDelay",
      "10",
      "not under reconnect.baseDelay, which is 50",
    ],
    [{ lowWaterMark: 10, highWaterMark: 5 }, "highWaterMark", "5", "lowWaterMark, which is 10"],
    [
      { reconnect: { baseDelay: 1 }, lowWaterMark: 2e6 },
      "highWaterMark",
      "1048576",
      "which is 2000000",
    ],
    [{ queue: { maxMessages: 0 } }, "queue.maxMessages", "0", "from 1 to Infinity"],
    [{ queue: { overflow: "drop" } }, "queue.overflow", '"drop"', "drop-oldest"],
    [
      { queue: { hold: "later" } },
      "queue.hold",
      '"later"',
      "open, first-message, a number from 1 to 2147483647",
    ],
    [{ queue: { hold: 0 } }, "queue.hold", "0", "open, first-message, a number from 1"],
    [{ queue: { hold: Infinity } }, "queue.hold", "Infinity", "a number from 1 to 2147483647"],
    [{ queue: { hold: null } }, "queue.hold", "null", "open, first-message"],
    [{ queue: { ttl: "open" } }, "queue.ttl", '"open"', "a number from 1 to Infinity"],
    [{ reconnect: "yes" }, "reconnect", '"yes"', "boolean or object"],
    [{ reconnect: null }, "reconnect", "null", "boolean or object"],
    [{ codes: null }, "codes", "null", "object"],
    [{ codec: "jsn" }, "codec", '"jsn"', "json"],
    [{ schema: {} }, "schema", "object", "Standard Schema"],
    [{ signal: {} }, "signal", "object", "AbortSignal"],
    [{ codec: { encode: String } }, "codec", "object", "decode"],
    [{ reconnect: { when: 1 } }, "reconnect.when", "1", "function"],
    [{ handshake: {} }, "handshake", "object", "a function check"],
    [{ profile: "pusher" }, "profile", '"pusher"', "closewise/profiles"],
    [{ profile: { codes: { "4x": {} } } }, "profile.codes.4x", "object", "4100-4199"],
    [
      { profile: { codes: { 4001: { action: "stop" } } } },
      "profile.codes.4001.name",
      "undefined",
      "a string",
    ],
    [{ "reconnect.baseDelay": 5 }, "reconnect.baseDelay", "5", "without a dot"],
    [{ profile: { codes: { 4001: { name: "No" } } } }, "profile.codes.4001", "object", "a verdict"],
    [{ codes: { 70000: "stop" } }, "codes.70000", '"stop"', "4100-4199"],
    [{ codes: { "4002-4001": "stop" } }, "codes.4002-4001", '"stop"', "a range"],
    [{ codes: { 4001: "dance" } }, "codes.4001", '"dance"', "a verdict"],
    [{ codes: { 4001: "window" } }, "codes.4001", '"window"', "a verdict"],
    [{ codes: { 4001: { action: "now" } } }, "codes.4001", "object", "a verdict"],
    [{ codes: { 4001: { action: "retry", pace: "slow" } } }, "codes.4001", "object", "a verdict"],
    [
      { codes: { 4001: { action: "retry", pace: "window", min: 2, max: 1 } } },
      "codes.4001",
      "object",
      "a verdict",
    ],
    [{ binaryType: "text" }, "binaryType", '"text"', "blob"],
    [{ connectTimeout: null }, "connectTimeout", "null", "from 1"],
  ] as const) {
    it(`refuses ${JSON.stringify(options)}, and says what is allowed`, () => {
      const error = refused(options);
      assert.equal(error.option, option);
      assert.include(error.message, option);
      assert.include(error.message, given);
      assert.include(error.message, allowed);
    });
  }

  it("names the other option where a value would be allowed but for it", () => {
    const low = refused({ reconnect: { baseDelay: 50, maxDelay: 10 } });
    assert.deepEqual(low.conflict, { reason: "below", option: "reconnect.baseDelay", least: 50 });
    const liveness = { probe: "ping" };
    const profile = profiles.twitchEventSub;
    const { option, conflict } = refused({ profile, liveness });
    assert.equal(option, "liveness.probe");
    assert.deepEqual(conflict, { reason: "receive-only", option: "profile" });
    assert.isUndefined(refused({ closeTimeout: -1 }).conflict);
  });

  it("may be left undefined, and are not looked at again", () => {
    const options: ClientOptions = { reconnect: undefined, queue: { ttl: undefined }, codes: {} };
    connect(chaos("/echo"), options);
    connect(chaos("/echo"), {
      reconnect: true,
      queue: { overflow: "reject", maxBytes: Infinity },
      liveness: { probe: false },
      codes: { 4001: "stop", "4100-4199": { action: "retry", pace: "window", min: 1, max: 2 } },
      profile: profiles.graphqlTransportWs,
    });
  });

  for (const options of [
    { reconnect: { baseDelay: 50_000 } },
    { reconnect: { maxDelay: 200 } },
    { reconnect: { baseDelay: 0 } },
    { reconnect: { maxAttempts: 0 } },
    { highWaterMark: 100 },
    { highWaterMark: Infinity, lowWaterMark: Infinity },
    {
      connectTimeout: Infinity,
      providerTimeout: Infinity,
      handshake: { check: () => "accept", timeout: Infinity },
    },
  ] satisfies ClientOptions[]) {
    it(`may be ${JSON.stringify(options)} alone: no default contradicts it`, () => {
      connect(chaos("/echo"), options);
    });
  }

  it("are told apart from protocols, whose place they are in", () => {
    const error = thrownBy(() => new Client(chaos("/echo"), { codec: "json" } as never));
    assert.equal((error as DOMException).name, "SyntaxError");
    assert.include(`${error}`, "new Client(url, [], options)");
  });

  for (const hold of ["open", "first-message", 1, undefined] as const) {
    it(`may hold the outbox until ${hold}`, () => {
      connect(chaos("/echo"), { queue: { hold } });
    });
  }

  for (const profile of Object.values(profiles)) {
    it(`know the profile ${profile.name}`, () => {
      connect(chaos("/echo"), { profile });
    });
  }

  it("count where they are inherited, too", () => {
    const options = Object.create({ connectTimeout: -1 });
    assert.equal(refused(options).option, "connectTimeout");
  });

  it("make no socket when they are refused", () => {
    let made = 0;
    class Counting extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        made++;
      }
    }
    assert.throws(() => new Client(chaos("/echo"), [], { WebSocket: Counting, connectTimeout: 0 }));
    assert.equal(made, 0);
    connect(chaos("/echo"), { WebSocket: Counting });
    assert.equal(made, 1);
  });
});
