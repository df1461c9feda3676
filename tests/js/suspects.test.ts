// What a diagnosis suspects, with the signatures of products and without, and what the session knows for it.
import { assert } from "chai";
import {
  type ClientCloseEvent,
  type CloseContext,
  diagnose,
  OptionError,
  type Profile,
  type Signature,
  type Suspect,
} from "closewise";
import { suspects } from "closewise/suspects";
import { chaos, closeAll, next, thrownBy } from "./support/both.js";
import { AT_ONCE, connect } from "./support/client.js";
import { clockForEach } from "./support/clock.js";
import { type ScriptedSocket, scripted } from "./support/scripted.js";

const DROPPED = { code: 1006 };
const IDLE_FOR_A_MINUTE = { opened: true, inboundSilence: 60_000, outboundSilence: 60_000 };

const OWN: Signature = {
  key: "our-edge",
  kind: "lifetime",
  name: "our edge",
  codes: [4000],
  span: { measure: "age", millis: 45_000, from: 44_000, to: 47_000 },
  sentence: "An end at 45 s is typical of our edge.",
  remedy: "Ask for a longer lease.",
  reference: "https://example.com/edge",
};

const kindsOf = (list: readonly Suspect[]) => list.map(({ kind }) => kind);
const keysOf = (list: readonly Suspect[]) => list.map(({ key }) => key);

describe("the suspects of a close", () => {
  it("are kinds where nobody gives signatures, and products where they are given", () => {
    const [kind] = diagnose(DROPPED, IDLE_FOR_A_MINUTE).suspects;
    assert.deepInclude(kind, { key: "idle-timeout.silence", kind: "idle-timeout", span: 60_000 });
    const named = diagnose(DROPPED, IDLE_FOR_A_MINUTE, { suspects }).suspects;
    assert.equal(named[0]?.name, "nginx");
    assert.include(named[0]?.remedy, "proxy_read_timeout");
    assert.includeMembers(keysOf(named), ["nginx-proxy-read-timeout", "aws-alb-idle"]);
  });

  it("are in the sentence, whose parts have keys", () => {
    const { sentence, explanation, suspects: found } = diagnose(DROPPED, IDLE_FOR_A_MINUTE);
    assert.equal(sentence, explanation.map(({ text }) => text).join(" "));
    const texts = Object.fromEntries(explanation.map(({ key, text }) => [key, text]));
    assert.equal(texts[`suspect.${found[0]?.key}.sentence`], found[0]?.sentence);
    assert.equal(texts[`suspect.${found[0]?.key}.remedy`], found[0]?.remedy);
  });

  it("are the user's own, too, in the order of the array", () => {
    const atLease = { opened: true, uptime: 45_000 };
    const close = { code: 4000, wasClean: true };
    const [own] = diagnose(close, atLease, { suspects: [OWN, ...suspects] }).suspects;
    const { codes: _, span, ...words } = OWN;
    assert.deepEqual(own, { ...words, span: span?.millis ?? 0 });
    const elsewhere = diagnose({ code: 4001, wasClean: true }, atLease, { suspects: [OWN] });
    assert.notInclude(keysOf(elsewhere.suspects), OWN.key);
    const later = diagnose(close, { opened: true, uptime: 48_000 }, { suspects: [OWN] });
    assert.notInclude(keysOf(later.suspects), OWN.key);
  });

  it("are found by words of the reason, which are not repeated", () => {
    const { span: _, ...rest } = OWN;
    const signature: Signature = { ...rest, words: ["lease is over", "lease ended"] };
    const said = (reason: string) =>
      diagnose({ code: 4000, reason }, { opened: true }, { suspects: [signature] });
    const found = said("Sorry: LeaseEnded (tenant 7)");
    assert.equal(found.suspects[0]?.key, OWN.key);
    assert.notInclude(JSON.stringify(found), "tenant");
    assert.notInclude(keysOf(said("released").suspects), OWN.key);
  });

  it("need no uptime where a silence is known: the connection was open for so long", () => {
    const measured: Signature = { ...OWN, codes: [] };
    const context = { opened: true, inboundSilence: 45_000, outboundSilence: 3000 };
    const [own] = diagnose(DROPPED, context, { suspects: [measured] }).suspects;
    assert.equal(own?.key, OWN.key);
    const busy = { ...context, uptime: 90_000 };
    assert.notInclude(keysOf(diagnose(DROPPED, busy, { suspects: [measured] }).suspects), OWN.key);
  });

  it("are found by what the connections before had in common", () => {
    const again = {
      opened: true,
      uptime: 7000,
      inboundSilence: 40,
      earlierUptimes: [90_000, 7050, 6990],
      earlierSilences: [40, 900, 20],
    };
    const [lifetime] = diagnose(DROPPED, again).suspects;
    assert.deepInclude(lifetime, { key: "lifetime.same-age", span: 6990 });
    const idle = { ...again, uptime: 30_500, inboundSilence: 7000, earlierSilences: [7050, 6990] };
    assert.equal(diagnose(DROPPED, idle).suspects[0]?.key, "idle-timeout.same-silence");
  });

  for (const [what, context, kind] of [
    [
      "a secure page and an address without TLS",
      { url: "ws://example.com/", page: "https://example.com/" },
      "blocked",
    ],
    ["a directive of the page's policy", { blockedBy: "connect-src" }, "blocked"],
    ["an attempt that took long", { elapsed: 20_000 }, "unreachable"],
    ["an address that had answered before", { openedBefore: true }, "refused"],
    ["timers that came late", { opened: true, throttled: true }, "throttled"],
  ] satisfies [string, CloseContext, string][]) {
    it(`begin with "${kind}" for ${what}`, () => {
      assert.equal(diagnose(DROPPED, context).suspects[0]?.kind, kind);
    });
  }

  it("name a browser that puts off attempts after the server that is not there", () => {
    const slow = { elapsed: 20_000, delaysAttempts: true };
    const kinds = kindsOf(diagnose(DROPPED, slow).suspects);
    assert.deepEqual(kinds.slice(0, 2), ["unreachable", "throttled"]);
  });

  it("leave the network alone while another connection of the page is open", () => {
    const slow = { elapsed: 20_000 };
    assert.include(kindsOf(diagnose(DROPPED, slow).suspects), "network-change");
    const others = { ...slow, othersOpen: true };
    assert.notInclude(kindsOf(diagnose(DROPPED, others).suspects), "network-change");
  });

  it("tell nothing of the address", () => {
    const context = { url: "wss://u:hush@example.com/secret?t=1", page: "https://page.example/" };
    assert.notMatch(JSON.stringify(diagnose(DROPPED, context)), /hush|secret|\.example/);
  });

  for (const [name, value] of [
    ["inboundSilence", -1],
    ["outboundSilence", "60"],
    ["elapsed", Number.POSITIVE_INFINITY],
    ["earlierUptimes", 60_000],
    ["earlierUptimes", [60_000, "60000"]],
    ["earlierSilences", [Number.NaN]],
    ["url", 5],
    ["page", null],
    ["blockedBy", true],
  ] as const) {
    it(`are not looked for where ${name} is ${JSON.stringify(value)}`, () => {
      const error = thrownBy(() => diagnose(DROPPED, { [name]: value }));
      assert.instanceOf(error, OptionError);
      assert.equal((error as OptionError).option, name);
    });
  }
});

describe("the verdict of a signature", () => {
  const clean = { code: 1000, wasClean: true };
  const quiet = { opened: true, uptime: 600_000, inboundSilence: 9000, outboundSilence: 60_500 };

  it("wins over the standard, where that has it wrong", () => {
    assert.equal(diagnose(clean, { ...quiet, outboundSilence: 9000 }).verdict.action, "stop");
    assert.deepInclude(diagnose(clean, quiet, { suspects }), {
      verdict: { action: "retry", pace: "backoff" },
      source: "signature",
    });
  });

  it("gives way to the profile, an announcement, advice and the user's codes, each to the next", () => {
    const signature: Signature = { ...OWN, codes: [1000], verdict: "retry" };
    const profile: Profile = {
      name: "leases",
      source: "https://example.com/codes",
      codes: { 1000: { action: "retry", pace: "now", name: "Lease is over" } },
    };
    const reason = '{"reconnect":true,"retryAfter":1500}';
    const said = (options: Parameters<typeof diagnose>[2], more: CloseContext = {}) => {
      const close = { code: 1000, wasClean: true, reason };
      return diagnose(close, { opened: true, uptime: 45_000, ...more }, options).source;
    };
    const list = [signature];
    assert.equal(said({}), "standard");
    assert.equal(said({ suspects: list }), "signature");
    assert.equal(said({ suspects: list, profile }), "profile");
    const announced = { announced: "retry-now" } as const;
    assert.equal(said({ suspects: list, profile }, announced), "announced");
    assert.equal(said({ suspects: list, profile, advice: true }, announced), "advice");
    const codes = { 1000: "stop" } as const;
    assert.equal(said({ suspects: list, profile, advice: true, codes }, announced), "user");
  });
});

describe("the option suspects", () => {
  afterEach(closeAll);

  const { span: _, ...spanless } = OWN;

  for (const [what, given, option] of [
    ["an object", {}, "suspects"],
    ["null", null, "suspects"],
    ["an array with a text", [OWN, "nginx"], "suspects[1]"],
    ["a name that is none", [{ ...OWN, word: ["a"] }], "suspects[0].word"],
    ["no key", [{ ...OWN, key: undefined }], "suspects[0].key"],
    ["a kind that there is not", [OWN, { ...OWN, kind: "nginx" }], "suspects[1].kind"],
    ["a code that is none", [{ ...OWN, codes: [1006, 70_000] }], "suspects[0].codes"],
    ["one code, not in an array", [{ ...OWN, codes: 1006 }], "suspects[0].codes"],
    ["neither a span nor words", [spanless], "suspects[0].span"],
    ["a span that is none", [{ ...OWN, span: 45_000 }], "suspects[0].span"],
    [
      "a measure that there is not",
      [{ ...OWN, span: { ...OWN.span, measure: "uptime" } }],
      "suspects[0].span.measure",
    ],
    ["a bound below zero", [{ ...OWN, span: { ...OWN.span, from: -1 } }], "suspects[0].span.from"],
    ["bounds in disorder", [{ ...OWN, span: { ...OWN.span, to: 1 } }], "suspects[0].span.from"],
    ["no length", [{ ...OWN, span: { ...OWN.span, millis: null } }], "suspects[0].span.millis"],
    ["words that could never be found", [{ ...OWN, words: ["Idle"] }], "suspects[0].words"],
    ["words with two spaces", [{ ...OWN, words: ["a  b"] }], "suspects[0].words"],
    ["a word that is none", [{ ...OWN, words: [""] }], "suspects[0].words"],
    ["a number in the place of a word", [{ ...OWN, words: [5] }], "suspects[0].words"],
    [
      "a part of a span that it does not know",
      [{ ...OWN, span: { ...OWN.span, tolerance: 2 } }],
      "suspects[0].span.tolerance",
    ],
    ["a hole", new Array(1), "suspects[0]"],
    ["a verdict that is none", [{ ...OWN, verdict: "again" }], "suspects[0].verdict"],
    ["false in the place of a verdict", [{ ...OWN, verdict: false }], "suspects[0].verdict"],
    ["a remedy that is no text", [{ ...OWN, remedy: 5 }], "suspects[0].remedy"],
  ] as const) {
    it(`refuses ${what}, of a client and of diagnose()`, () => {
      const options = { suspects: given as unknown as readonly Signature[] };
      for (const use of [
        () => connect(chaos("/echo"), options),
        () => diagnose(DROPPED, {}, options),
      ]) {
        const error = thrownBy(use);
        assert.instanceOf(error, OptionError);
        assert.equal((error as OptionError).option, option);
      }
    });
  }

  it("is read once, however many clients it is given to, and two arrays side by side", () => {
    let looks = 0;
    const table = (key: string): readonly Signature[] => [
      {
        ...OWN,
        get key() {
          looks += 1;
          return key;
        },
      },
    ];
    const [one, other] = [table("one"), table("other")];
    for (let turn = 0; turn < 3; turn += 1) {
      for (const list of [one, other]) connect(chaos("/echo"), { suspects: list });
    }
    const lease = { opened: true, uptime: 45_000 };
    const found = [one, other].map((list) => diagnose({ code: 4000 }, lease, { suspects: list }));
    assert.deepEqual(
      found.map(({ suspects: [first] }) => first?.key),
      ["one", "other"],
    );
    assert.equal(looks, 2);
  });
});

describe("what a session knows of its connections", () => {
  const clock = clockForEach();

  /** Lets connection after connection live for so long, each with a message at the end, and drop. */
  async function live(
    spans: readonly number[],
    during: (socket: ScriptedSocket, span: number) => void,
  ): Promise<ClientCloseEvent[]> {
    const [client, sockets] = scripted({ reconnect: AT_ONCE, suspects });
    const closes: ClientCloseEvent[] = [];
    client.addEventListener("close", (event) => closes.push(event));
    for (const span of spans) {
      const socket = sockets.at(-1) as ScriptedSocket;
      socket.open();
      during(socket, span);
      socket.closed(1006);
      clock.pass(1);
    }
    return closes;
  }

  it("finds the lifetime at which three connections ended, busy as they were", async () => {
    const closes = await live([7000, 7050, 6990], (socket, span) => {
      clock.pass(span);
      socket.message("busy");
    });
    assert.deepEqual(
      closes.map(({ diagnosis }) => keysOf(diagnosis.suspects).includes("lifetime.same-age")),
      [false, false, true],
    );
  });

  it("finds the idle timeout after which three connections ended, old or young", async () => {
    const closes = await live([5000, 60_000, 20_000], (socket, span) => {
      clock.pass(span);
      socket.message("last");
      clock.pass(8000);
    });
    assert.deepInclude(closes[2]?.diagnosis.suspects[0], {
      key: "idle-timeout.same-silence",
      span: 8000,
    });
    assert.notInclude(keysOf(closes[2]?.diagnosis.suspects ?? []), "lifetime.same-age");
  });

  it("measures silence each way, and names the product that counts what the client sends", () => {
    const [client, [socket]] = scripted({ reconnect: false, suspects });
    const closed = next<ClientCloseEvent>(client, "close");
    socket?.open();
    clock.pass(10_000);
    client.send("last");
    for (let turn = 0; turn < 6; turn += 1) {
      clock.pass(10_000);
      socket?.message("news");
    }
    socket?.closed(1000);
    return closed.then(({ diagnosis }) => {
      assert.equal(diagnosis.suspects[0]?.key, "cowboy-idle");
      assert.equal(diagnosis.source, "signature");
    });
  });
});

describe("a client's signatures", () => {
  afterEach(closeAll);

  it("name what the chaos server does", async () => {
    const scaled: Signature = {
      ...OWN,
      codes: [1000],
      span: { measure: "outbound-silence", millis: 300, from: 280, to: 2000 },
      verdict: "retry",
    };
    const client = connect(chaos("/as?like=cowboy-idle&scale=200"), { suspects: [scaled] });
    const { code, diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(code, 1000);
    assert.deepInclude(diagnosis, {
      source: "signature",
      verdict: { action: "retry", pace: "backoff" },
    });
    assert.deepInclude(diagnosis.suspects[0], { key: OWN.key, span: 300 });
  });
});
