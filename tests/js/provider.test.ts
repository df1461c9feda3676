// A function in the place of the URL: what it is asked, and what it may give or throw.
import { assert } from "chai";
import type { Attempt, ClientErrorEvent } from "closewise";
import { aTaskLater, chaos, closeAll, next, thrownBy } from "./support/both.js";
import { AT_ONCE, connect } from "./support/client.js";

describe("a provider of the URL", () => {
  afterEach(closeAll);

  it("is asked for each attempt, with its number and the last diagnosis", async () => {
    const asked: Attempt[] = [];
    const url = chaos(`/flap?key=${crypto.randomUUID()}&up=200&times=1`);
    const client = connect(
      async (attempt) => {
        asked.push(attempt);
        return url;
      },
      { reconnect: AT_ONCE },
    );
    assert.equal(client.url, "");
    assert.equal(client.readyState, client.CONNECTING);
    await next(client, "retry");
    await next(client, "open");
    assert.deepEqual(
      asked.map(({ attempt, fresh, diagnosis }) => [attempt, fresh, diagnosis?.cause]),
      [
        [0, false, undefined],
        [1, false, "dropped"],
      ],
    );
    assert.equal(client.url, url);
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

  for (const [what, provider, reason] of [
    ["throws", () => Promise.reject(new Error("thrown on purpose")), "threw"],
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

  for (const [what, provider, message] of [
    ["throws", throws, "the provider of the URL threw: thrown on purpose"],
    [
      "throws a string",
      () => Promise.reject("no token"),
      'the provider of the URL threw: "no token"',
    ],
    // biome-ignore-start lint/suspicious/noExplicitAny: not an address
    [
      "gives nothing",
      () => undefined as any,
      "the provider of the URL gave none that can be used: undefined",
    ],
    [
      "gives false",
      () => false as any,
      "the provider of the URL gave none that can be used: false",
    ],
    [
      "gives no url",
      () => ({}) as any,
      "the provider of the URL gave none that can be used: an object without a url",
    ],
    // biome-ignore-end lint/suspicious/noExplicitAny: not an address
    [
      "gives another scheme",
      () => "ftp://user:word@127.0.0.1/",
      'the provider of the URL gave none that can be used: the URL "ftp://127.0.0.1/" has the scheme ftp:; ' +
        "allowed are ws:, wss:, http: and https:",
    ],
    [
      "never settles",
      () => new Promise<string>(() => {}),
      "the provider of the URL did not settle within providerTimeout",
    ],
  ] as const) {
    it(`that ${what} is told of in words`, async () => {
      const client = connect(provider, { providerTimeout: 10, reconnect: { maxAttempts: 0 } });
      const { error } = await next<ClientErrorEvent>(client, "error");
      assert.equal(error?.message, message);
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
  throw new Error("thrown on purpose");
}
