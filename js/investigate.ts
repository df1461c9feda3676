import { type Finding, investigated as wasmInvestigated } from "../build/glue/closewise.js";
import { boot } from "./boot.js";
import { OptionError, refuseOthers } from "./errors.js";
import { allows, SIGNAL } from "./option-rules.js";
import type { AbortSignal, URL } from "./platform.js";
import type { Suspect } from "./suspect.js";
import { webSocketUrl } from "./url.js";

/** What a plain request to the address of a connection that never opened says of it. */
export interface Investigation {
  /** Whether somebody answered; undefined where the page may not ask, or not learn that, which says nothing. */
  readonly answered: boolean | undefined;
  /** The status of the answer, where the page may see it: CORS has to allow that, or the origin is the same. */
  readonly status: number | undefined;
  /** What is suspected of having kept the connection from opening, the best first. */
  readonly suspects: readonly Suspect[];
}

/** How to investigate. */
export interface InvestigateOptions {
  /** Gives it up when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** How long an answer may take, in ms. Default: 10 000. */
  readonly timeout?: number | undefined;
}

/**
 * Finds out why a connection to an address does not open, which browsers hide: one plain request to the same address, over
 * HTTP, tells whether anybody answers, and with what status, where the page may see it. A second one, which needs no
 * permission, is made where CORS hides the first answer.
 *
 * ```js
 * const { answered, status, suspects } = await investigate("wss://example.com/feed");
 * ```
 *
 * No cookies are sent, nor a user or password of the URL; its query is, as it is with a handshake.
 *
 * @throws DOMException `SyntaxError` if the URL is not valid; the reason of `signal` if that is aborted.
 * @throws OptionError if an option is unknown or has a value that it may not have.
 */
export async function investigate(
  url: string | URL,
  options: InvestigateOptions = {},
): Promise<Investigation> {
  boot();
  refuseOthers(options, ["signal", "timeout"]);
  const { signal, timeout = 10_000 } = options;
  if (!(Number.isFinite(timeout) && timeout >= 1 && timeout <= LONGEST)) {
    throw new OptionError("timeout", timeout, `a number from 1 to ${LONGEST}`);
  }
  if (signal !== undefined && !allows(SIGNAL, signal)) {
    throw new OptionError("signal", signal, SIGNAL.allowed);
  }
  signal?.throwIfAborted();
  const address = webSocketUrl(`${url}`);
  const [finding, status] = await find(plain(address), timeout, signal);
  return wasmInvestigated(address, finding, status);
}

/** The longest span that a timer can count, in ms. */
const LONGEST = 2 ** 31 - 1;

/** The same address over HTTP, without a user or a password: `fetch` refuses them. */
function plain(address: string): string {
  const url = new URL(address.replace(/^ws/, "http"));
  url.username = "";
  url.password = "";
  return url.href;
}

type Found = readonly [finding: Finding, status?: number];

async function find(url: string, timeout: number, signal: AbortSignal | undefined): Promise<Found> {
  if (typeof fetch !== "function") return ["forbidden"];
  const controller = new AbortController();
  const timer = AbortSignal.timeout(timeout);
  const giveUp = () => controller.abort();
  const ask = (mode: RequestMode, redirect: RequestRedirect) =>
    fetch(url, {
      mode,
      redirect,
      credentials: "omit",
      cache: "no-store",
      signal: controller.signal,
    });
  const policy = watchPolicy(url);
  timer.addEventListener("abort", giveUp);
  signal?.addEventListener("abort", giveUp);
  try {
    // Without CORS only what follows redirects is allowed.
    const answer = await ask("cors", "manual").catch(() => ask("no-cors", "follow"));
    if (answer.type === "opaque") return ["hidden"];
    return answer.type === "opaqueredirect" ? ["redirect"] : ["status", answer.status];
  } catch {
    signal?.throwIfAborted();
    if (timer.aborted) return ["silence"];
    // In a page that is isolated so, an answer without CORS is as good as none.
    const isForbidden = globalThis.crossOriginIsolated || (await policy.isViolated());
    return [isForbidden ? "forbidden" : "nobody"];
  } finally {
    policy.unwatch();
    timer.removeEventListener("abort", giveUp);
    signal?.removeEventListener("abort", giveUp);
    // Nobody reads the body.
    giveUp();
  }
}

/** How long a browser may take to say that a policy blocked a request which has failed, in ms. */
const POLICY_NAMED_WITHIN = 50;

/** Whether the page's policy blocks the request: one that allows a WebSocket need not allow the same address over HTTP. */
function watchPolicy(url: string) {
  const target: Partial<EventTarget> = globalThis.document ?? globalThis;
  let isViolated = false;
  const note = (event: Event) => {
    const { blockedURI, disposition } = event as SecurityPolicyViolationEvent;
    isViolated ||= disposition === "enforce" && isReportedAs(url, blockedURI);
  };
  target.addEventListener?.("securitypolicyviolation", note);
  return {
    async isViolated() {
      const waited = AbortSignal.timeout(POLICY_NAMED_WITHIN);
      await new Promise((resolve) => waited.addEventListener("abort", resolve));
      return isViolated;
    },
    unwatch: () => target.removeEventListener?.("securitypolicyviolation", note),
  };
}

/** Whether a report of what a policy blocked may be about this URL: browsers name the whole, or no more than its origin. */
function isReportedAs(url: string, reported: string): boolean {
  const bare = reported.replace(/\/$/, "");
  return bare === url.replace(/\/$/, "") || bare === new URL(url).origin;
}
