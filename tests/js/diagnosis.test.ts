import { assert } from "chai";
import {
  type ClientCloseEvent,
  CloseCode,
  closeCode,
  diagnose,
  OptionError,
  type Profile,
  registry,
} from "closewise";
import { awsApiGateway, discord, pusher } from "closewise/profiles";
import { chaos, closeAll, next, thrownBy } from "./support/both.js";
import { connect } from "./support/client.js";
import { itUnless } from "./support/deviations.js";

describe("a close event's diagnosis", () => {
  afterEach(closeAll);

  for (const [code, name, verdict] of [
    [1011, "Internal Error", { action: "retry", pace: "backoff" }],
    [1012, "Service Restart", { action: "retry", pace: "window", min: 5000, max: 30_000 }],
  ] as const) {
    const itSays = code === 1012 ? itUnless("the codes 1012 to 1014") : it;
    itSays(`says that the peer closed with ${code}, and what comes next`, async () => {
      const client = connect(chaos(`/close?code=${code}&after=10`));
      const event = await next<CloseEvent & ClientCloseEvent>(client, "close");
      assert.equal(event.code, code);
      assert.isTrue(event.wasClean);
      assert.isTrue(event.willRetry);
      assert.isFalse(event.synthetic);
      assert.isAtLeast(event.uptime, 0);
      assert.equal(event.inDoubt, 0);
      const expected = { code, name, verdict, cause: "closed-by-peer" } as const;
      assert.deepInclude(event.diagnosis, { ...expected, source: "standard", advice: "none" });
      assert.include(event.diagnosis.sentence, `${code} (${name})`);
      assert.isNotEmpty(event.diagnosis.reference);
    });
  }

  it("never repeats what the peer said, nor what the URL holds", async () => {
    const client = connect(chaos("/close?code=4000&reason=secret&token=hush"));
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.notMatch(JSON.stringify(diagnosis), /secret|hush/);
  });
});

describe("diagnose", () => {
  it("needs no client", () => {
    assert.equal(diagnose({ code: 1006 }).cause, "never-opened");
    assert.equal(diagnose({ code: 1006 }, { opened: true }).cause, "dropped");
    assert.equal(
      diagnose({ code: 1000 }, { opened: true, initiator: "client" }).cause,
      "requested",
    );
    assert.equal(diagnose({ code: 1006 }, { timeout: "connect" }).cause, "connect-timeout");
    assert.equal(diagnose({ code: 1006 }, { opened: true, offline: true }).cause, "offline");
    assert.equal(diagnose({ code: 1006 }, { opened: true, silent: true }).cause, "silent");
    assert.equal(diagnose({ code: 1006 }, { aborted: true }).verdict.action, "stop");
  });

  it("takes a CloseEvent as it is", () => {
    const event = new CloseEvent("close", { code: 3000, reason: "", wasClean: true });
    assert.equal(diagnose(event, { opened: true }).verdict.action, "reauthenticate");
  });

  it("follows a profile, and the user's codes before it", () => {
    const close = { code: 4004, wasClean: true };
    const opened = { opened: true };
    const agreed = diagnose(close, opened, { profile: discord });
    assert.deepInclude(agreed, { verdict: { action: "stop" }, source: "profile" });
    const own = diagnose(close, opened, {
      profile: discord,
      codes: { "4000-4009": "retry-now" },
    });
    assert.deepInclude(own, { verdict: { action: "retry", pace: "now" }, source: "user" });
  });

  it("says what the peer announced, and refuses what is no verdict", () => {
    const close = { code: 1000, wasClean: true };
    const announced = diagnose(close, { opened: true, announced: "retry-now" });
    assert.deepInclude(announced, {
      verdict: { action: "retry", pace: "now" },
      source: "announced",
    });
    assert.match(announced.sentence, /, as the peer announced\.$/);
    for (const none of ["perhaps", "", false, 0]) {
      // biome-ignore lint/suspicious/noExplicitAny: no verdict
      const error = thrownBy(() => diagnose(close, { announced: none as any })) as OptionError;
      assert.instanceOf(error, OptionError);
      assert.equal(error.option, "announced");
    }
  });

  it("says of a profile's code what the profile says, and of all others what the standard says", () => {
    const opened = { opened: true };
    const said = (code: number, profile?: Profile) => diagnose({ code }, opened, { profile });
    assert.deepInclude(said(4000, pusher), {
      name: "TLS only",
      sentence:
        "The peer closed the connection with 4000 (TLS only): connect with wss: instead. " +
        "Not worth a retry, as the profile says.",
      reference: pusher.source,
    });
    assert.include(said(4001, pusher).sentence, "4001 (Application does not exist). Not worth");
    assert.equal(said(4042, pusher).name, "Refused");
    assert.deepEqual(said(1012, pusher), said(1012));
    assert.equal(said(1006, awsApiGateway).source, "standard");
    const window = { action: "retry", pace: "window", min: 5000, max: 30_000 } as const;
    assert.deepEqual(said(1008, awsApiGateway).verdict, window);
  });

  it("takes a profile of the user's own", () => {
    const profile: Profile = {
      name: "chess",
      source: "https://example.com/codes",
      codes: {
        "4000-4099": { action: "retry", pace: "now", limit: 3, name: "Moved" },
        4007: {
          action: "stop",
          name: "Checkmate",
          meaning: "the game is over",
          reference: "https://example.com/mate",
        },
      },
    };
    const said = (code: number) => diagnose({ code }, { opened: true }, { profile });
    assert.deepInclude(said(4007), {
      name: "Checkmate",
      reference: "https://example.com/mate",
      source: "profile",
    });
    assert.include(said(4007).sentence, "4007 (Checkmate): the game is over. Not worth");
    assert.deepInclude(said(4008), {
      name: "Moved",
      reference: "https://example.com/codes",
      verdict: { action: "retry", pace: "now", limit: 3 },
    });
  });

  it("refuses names that it does not know", () => {
    const context = { open: true } as object;
    assert.instanceOf(
      thrownBy(() => diagnose({ code: 4000 }, context)),
      OptionError,
    );
    const options = { code: {} } as object;
    assert.instanceOf(
      thrownBy(() => diagnose({ code: 4000 }, {}, options)),
      OptionError,
    );
  });

  it("refuses a context that it cannot read", () => {
    for (const context of [
      { initiator: "server" },
      { timeout: "liveness" },
      { uptime: -1 },
      { uptime: Number.POSITIVE_INFINITY },
    ]) {
      const error = thrownBy(() => diagnose({ code: 1006 }, context as object));
      assert.instanceOf(error, OptionError);
      assert.include(Object.keys(context), (error as OptionError).option);
    }
  });

  it("refuses a context, and options, that are no objects", () => {
    const close = { code: 1006 };
    for (const none of [5, "opened", null]) {
      // biome-ignore lint/suspicious/noExplicitAny: neither a context nor options
      const given = none as any;
      for (const [name, use] of [
        ["context", () => diagnose(close, given)],
        ["options", () => diagnose(close, {}, given)],
      ] as const) {
        const error = thrownBy(use) as OptionError;
        assert.instanceOf(error, OptionError);
        assert.equal(error.option, name);
        assert.include(error.message, "of type object");
      }
    }
  });

  it("refuses a member of a profile that it does not know, as a client does", () => {
    const chess = { name: "chess", source: "" };
    for (const [given, path] of [
      [{ ...chess, codes: {}, typo: 1 }, "profile.typo"],
      [
        { ...chess, codes: { 4001: { action: "stop", name: "Mate", typo: 1 } } },
        "profile.codes.4001.typo",
      ],
    ] as const) {
      const profile = given as unknown as Profile;
      for (const use of [
        () => connect(chaos("/echo"), { profile }),
        () => diagnose({ code: 4000 }, {}, { profile }),
      ]) {
        const error = thrownBy(use) as OptionError;
        assert.instanceOf(error, OptionError);
        assert.equal(error.option, path);
        assert.include(error.message, `${path} is no option`);
      }
    }
  });

  it("refuses what is no profile", () => {
    for (const profile of ["pusher", null]) {
      const given = { profile } as unknown as { profile: Profile };
      const error = thrownBy(() => diagnose({ code: 4000 }, {}, given));
      assert.instanceOf(error, OptionError);
      assert.include((error as Error).message, "closewise/profiles");
    }
  });

  it("reads the server's advice when it is told to", () => {
    const close = { code: 1013, reason: '{"reconnect":true,"retryAfter":1500}', wasClean: true };
    const advised = diagnose(close, { opened: true }, { advice: true });
    assert.equal(advised.advice, "taken");
    assert.equal(advised.source, "advice");
    assert.equal(diagnose(close, { opened: true }).advice, "none");
  });

  it("explains every code that a browser can report, 0 too", () => {
    for (const code of [0, 1, 999, 1004, 1016, 2999, 5000, 65_535]) {
      const diagnosis = diagnose({ code, wasClean: true }, { opened: true });
      assert.equal(diagnosis.code, code);
      assert.equal(diagnosis.verdict.action, "stop");
      assert.include(diagnosis.sentence, `${code} (`);
    }
  });

  it("refuses what is no code, and says what is one", () => {
    for (const code of [-1, 65_536, 1000.5, Number.NaN, "1000" as unknown as number]) {
      const refusal = /^code is .*; allowed is a whole number from 0 to 65535$/;
      assert.throws(() => diagnose({ code }), refusal);
      assert.throws(() => closeCode(code), refusal);
    }
  });

  it("returns plain data", () => {
    const diagnosis = diagnose({ code: 1011 }, { opened: true });
    assert.deepEqual(structuredClone(diagnosis), diagnosis);
  });
});

describe("close codes", () => {
  it("have names", () => {
    assert.equal(CloseCode.GOING_AWAY, 1001);
    for (const [name, code] of Object.entries(CloseCode)) {
      assert.isDefined(closeCode(code).registration, name);
    }
  });

  it("have names, all that are registered", () => {
    const registered = registry().map(({ code }) => code);
    assert.deepEqual(Object.values(CloseCode), registered);
  });

  it("are told apart as RFC 6455 does", () => {
    assert.deepInclude(closeCode(1006), {
      range: "protocol",
      isLocal: true,
      mayBeOnWire: false,
      mayBrowserSend: false,
      sender: "nobody",
    });
    assert.deepInclude(closeCode(4999), { range: "private", mayBrowserSend: true, sender: "both" });
    assert.equal(closeCode(999).range, "unused");
    assert.equal(closeCode(3500).range, "registered");
    assert.equal(closeCode(65_535).range, "undefined");
    assert.isUndefined(closeCode(4999).registration);
  });

  it("are registered with IANA, in order", () => {
    const codes = registry().map(({ code }) => code);
    assert.includeMembers(codes, [1000, 1015, 3000, 3003, 3008]);
    assert.deepEqual(
      codes,
      [...codes].sort((a, b) => a - b),
    );
  });
});
