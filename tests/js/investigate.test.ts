import { assert } from "chai";
import {
  type Client,
  type InvestigatedEvent,
  type InvestigateOptions,
  investigate,
  OptionError,
} from "closewise";
import { aTaskLater, chaos, closeAll, next, UNANSWERED } from "./support/both.js";
import { AT_ONCE, connect, logOf } from "./support/client.js";
import { clockForEach } from "./support/clock.js";
import { scripted } from "./support/scripted.js";

/** The chaos server is not at that address of the machine. */
const NOBODY = chaos("/").replace("127.0.0.1", "[::1]");

describe("investigate", () => {
  for (const [path, answered, status, kinds] of [
    ["/refuse?status=401&cors=1", true, 401, ["refused"]],
    ["/refuse?status=403&cors=1", true, 403, ["refused", "wrong-path"]],
    ["/refuse?status=404&cors=1", true, 404, ["wrong-path"]],
    ["/refuse?status=503&cors=1", true, 503, ["restart", "unreachable"]],
    ["/echo?cors=1", true, 426, ["wrong-path", "refused"]],
    ["/redirect?cors=1", true, undefined, ["wrong-path"]],
    ["/refuse?status=401", true, undefined, ["wrong-path", "refused", "server-error"]],
    ["/redirect", true, undefined, ["wrong-path", "refused", "server-error"]],
    ["/reset?at=before-handshake", false, undefined, ["unreachable", "blocked"]],
  ] as const) {
    it(`tells what ${path} answers, as far as the page may see it`, async () => {
      const found = await investigate(chaos(path));
      assert.deepInclude(found, { answered, status });
      const suspected: readonly string[] = found.suspects.map(({ kind }) => kind);
      assert.deepEqual(suspected, kinds);
    });
  }

  it("tells that nobody answers", async () => {
    const { answered, status, suspects } = await investigate(NOBODY);
    assert.deepEqual([answered, status], [false, undefined]);
    assert.equal(suspects[0]?.kind, "unreachable");
    assert.include(suspects[0]?.sentence, "Nobody answers");
  });

  it("names the lines that nginx needs, and that no redirect is followed", async () => {
    const upgrade = await investigate(chaos("/echo?cors=1"));
    assert.include(upgrade.suspects[0]?.remedy, "proxy_set_header Upgrade $http_upgrade");
    const redirect = await investigate(chaos("/redirect?cors=1"));
    assert.include(redirect.suspects[0]?.remedy, "follows no redirect");
  });

  it("waits no longer than it may, and takes a silence for a firewall first", async () => {
    const { answered, suspects } = await investigate(chaos(UNANSWERED), { timeout: 50 });
    assert.isFalse(answered);
    assert.equal(suspects[0]?.kind, "unreachable");
    assert.include(suspects[0]?.sentence, "not answered in time");
  });

  it("is given up with the reason of its signal, at once", async () => {
    for (const isUnderWay of [false, true]) {
      const began = performance.now();
      const controller = new AbortController();
      const { signal } = controller;
      const found = rejection(investigate(chaos(UNANSWERED), { signal }));
      if (isUnderWay) await aTaskLater();
      controller.abort("enough");
      assert.equal(await found, "enough");
      assert.equal(await rejection(investigate(chaos("/echo"), { signal })), "enough");
      // The server would let go of it after 4 s.
      assert.isBelow(performance.now() - began, 2_000);
    }
  });

  it("refuses options that it does not know, a timeout that is none, and what is no URL", async () => {
    for (const [options, option] of [
      [{ timeOut: 5 }, "timeOut"],
      [{ timeout: 0 }, "timeout"],
      [{ timeout: Infinity }, "timeout"],
      [{ timeout: "50" }, "timeout"],
      [{ signal: "stop" }, "signal"],
      [5, "options"],
    ] as const) {
      const error = await rejection(
        investigate(chaos("/echo"), options as unknown as InvestigateOptions),
      );
      assert.instanceOf(error, OptionError);
      assert.equal(error.option, option);
    }
    const error = await rejection(investigate("ftp://example.com"));
    assert.equal((error as Error).name, "SyntaxError");
  });

  for (const [what, blockedURI, answered] of [
    ["the same address", "https://example.com/feed", undefined],
    ["its origin", "https://example.com", undefined],
    ["an address that it begins with", "https://example.com/fe", false],
    ["a host that it begins with", "https://example.co", false],
  ] as const) {
    it(`has found ${answered === false ? "nobody" : "nothing"} where the page's policy blocks ${what}`, async () => {
      const violation = { blockedURI, disposition: "enforce" } as const;
      const found = await withFetch(
        async () => {
          const event = new Event("securitypolicyviolation");
          document.dispatchEvent(Object.assign(event, violation));
          throw new TypeError("failed");
        },
        () => investigate("wss://example.com/feed"),
      );
      assert.equal(found.answered, answered);
    });
  }

  it("sends no cookies, and neither user nor password", async () => {
    const asked = await withFetch(answer(404), async (asked) => {
      await investigate("wss://user:secret@example.com/feed?a=1");
      return asked;
    });
    assert.deepEqual(
      asked.map(({ url, credentials, cache }) => ({ url, credentials, cache })),
      [{ url: "https://example.com/feed?a=1", credentials: "omit", cache: "no-store" }],
    );
  });
});

describe("the option investigate", () => {
  afterEach(closeAll);

  const investigated = (client: Client) => next<InvestigatedEvent>(client, "investigated");

  it("tells what was found out, and no retry waits for it", async () => {
    const client = connect(chaos("/refuse?status=401&cors=1&x-token=hush"), {
      investigate: true,
      reconnect: { baseDelay: 600_000 },
    });
    const log = logOf(client, "close", "retry", "investigated");
    const { url, answered, status, suspects, diagnosis } = await investigated(client);
    assert.equal(url, chaos("/refuse?…"));
    assert.deepEqual([answered, status, suspects[0]?.kind], [true, 401, "refused"]);
    assert.equal(diagnosis.cause, "never-opened");
    assert.deepEqual(log, ["close", "retry", "investigated"]);
  });

  it("tells it also of what did not open in time", async () => {
    const client = connect(chaos(UNANSWERED), {
      investigate: true,
      connectTimeout: 50,
      reconnect: { baseDelay: 600_000 },
    });
    await withFetch(answer(404), async () => {
      const { diagnosis, status } = await investigated(client);
      assert.deepEqual([diagnosis.cause, status], ["connect-timeout", 404]);
    });
  });

  it("is off by default, and asks nobody about what had opened", async () => {
    await withFetch(answer(404), async (asked) => {
      for (const [path, options] of [
        ["/refuse?status=401", {}],
        ["/close?code=1012", { investigate: true }],
      ] as const) {
        const client = connect(chaos(path), { ...options, reconnect: { baseDelay: 600_000 } });
        await next(client, "retry");
        await aTaskLater();
      }
      assert.deepEqual(asked, []);
    });
  });

  it("has to be a boolean", () => {
    const investigate = "always" as unknown as boolean;
    assert.throws(() => connect(chaos("/echo"), { investigate }), OptionError, "investigate");
  });
});

describe("what the option investigate asks", () => {
  const clock = clockForEach();

  it("is asked once a minute", async () => {
    await withFetch(answer(404), async (asked) => {
      const [, sockets] = scripted({
        investigate: true,
        connectTimeout: Infinity,
        reconnect: AT_ONCE,
      });
      const fail = async () => {
        sockets.at(-1)?.closed(1006);
        await asking();
        // Long enough for any delay.
        clock.pass(29_000);
      };
      for (const count of [1, 1, 1, 2, 2, 2, 3]) {
        await fail();
        assert.equal(asked.length, count);
      }
    });
  });

  it("is given up at the end of the client, after which nothing is told", async () => {
    let settle: (answer: Response) => void = () => {};
    const slow = new Promise<Response>((resolve) => {
      settle = resolve;
    });
    await withFetch(
      () => slow,
      async (asked) => {
        const [client, sockets] = scripted({
          investigate: true,
          reconnect: { baseDelay: 600_000 },
        });
        const log = logOf(client, "investigated", "end");
        sockets[0]?.closed(1006);
        await asking();
        client.close();
        // The end is told in a task of its own.
        clock.pass(1);
        assert.isTrue(asked[0]?.signal.aborted);
        settle(new Response());
        clock.restore();
        await aTaskLater();
        assert.deepEqual(log, ["end"]);
      },
    );
  });
});

/** A request is made in a microtask of its own. */
const asking = () => Promise.resolve();

const answer = (status: number) => async () => new Response(null, { status });

/** Has each request answered so while `act` is under way, which is given the requests. */
async function withFetch<Result>(
  reply: () => Promise<Response>,
  act: (asked: Request[]) => Promise<Result>,
): Promise<Result> {
  const original = globalThis.fetch;
  const asked: Request[] = [];
  globalThis.fetch = async (...given) => {
    asked.push(new Request(...given));
    return reply();
  };
  try {
    return await act(asked);
  } finally {
    globalThis.fetch = original;
  }
}

/** What a promise is rejected with. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => assert.fail("it is fulfilled"),
    (error) => error,
  );
}
