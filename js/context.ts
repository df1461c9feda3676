import { OptionError, refuseOthers } from "./errors.js";
import { allows, type OptionRule } from "./option-rules.js";
import { parseVerdict } from "./parse-verdict.js";
import type { Verdict, VerdictLike } from "./verdict.js";

/**
 * What was known of the connection when it closed. What is left out is not known, or counts as `false`. Times are in
 * ms.
 */
export interface CloseContext {
  /** Whether the connection had opened. */
  readonly opened?: boolean | undefined;
  /** How long it had been open. Default: the longest silence that is given, for that it was open at least. */
  readonly uptime?: number | undefined;
  /** For how long nothing had come in. */
  readonly inboundSilence?: number | undefined;
  /** For how long nothing had gone out. */
  readonly outboundSilence?: number | undefined;
  /**
   * How long the connections before it had been open, the newest last: those that had opened, and that neither this side
   * nor the machine ended.
   */
  readonly earlierUptimes?: readonly number[] | undefined;
  /** For how long nothing had come in when each of those ended, the newest last. */
  readonly earlierSilences?: readonly number[] | undefined;
  /** Whether a connection to this address had opened before. */
  readonly openedBefore?: boolean | undefined;
  /** How long the attempt took until it failed. */
  readonly elapsed?: number | undefined;
  /** Whether timers had come late by then, as those of a hidden page do. */
  readonly throttled?: boolean | undefined;
  /** The URL of the connection. Its scheme and its host are looked at, and nothing of it is repeated. */
  readonly url?: string | undefined;
  /** The address of the page that connects, such as `location.href`. */
  readonly page?: string | undefined;
  /** Whether another connection of the same page is open: the network is there. */
  readonly othersOpen?: boolean | undefined;
  /** The directive of the Content Security Policy that blocked the connection, such as `"connect-src"`. */
  readonly blockedBy?: string | undefined;
  /** Whether the browser puts off attempts after failures, as Firefox does. */
  readonly delaysAttempts?: boolean | undefined;
  /** Who started the close. Default: `"peer"`. */
  readonly initiator?: "peer" | "client" | undefined;
  /** Whether the machine was offline. */
  readonly offline?: boolean | undefined;
  /** Whether liveness had failed. */
  readonly silent?: boolean | undefined;
  /** Whether the page was frozen or the machine asleep meanwhile. */
  readonly suspended?: boolean | undefined;
  /** Whether the session was aborted. */
  readonly aborted?: boolean | undefined;
  /** The timeout that was over, if the client closed for one. */
  readonly timeout?: "connect" | "close" | undefined;
  /** The verdict that the peer announced in a message before the close. */
  readonly announced?: VerdictLike | undefined;
}

/** @internal A context as Rust reads it, with every property there. */
export interface KnownContext extends Required<CloseContext> {
  readonly uptime: number;
  readonly earlierUptimes: readonly number[];
  readonly earlierSilences: readonly number[];
  readonly announced: Verdict | undefined;
}

/** @internal Throws an `OptionError` if something of it is unknown, or has a value that it may not have. */
export function readContext(given: CloseContext): KnownContext {
  refuseOthers(given, Object.keys(RULES));
  for (const name of Object.keys(RULES) as (keyof CloseContext)[]) {
    const rule = RULES[name];
    if (given[name] === undefined || rule === ANY || allows(rule, given[name])) continue;
    throw new OptionError(name, given[name], rule.allowed);
  }
  const { inboundSilence, outboundSilence } = given;
  return {
    opened: Boolean(given.opened),
    uptime: given.uptime ?? Math.max(inboundSilence ?? 0, outboundSilence ?? 0),
    inboundSilence,
    outboundSilence,
    earlierUptimes: given.earlierUptimes ?? [],
    earlierSilences: given.earlierSilences ?? [],
    openedBefore: Boolean(given.openedBefore),
    elapsed: given.elapsed,
    throttled: Boolean(given.throttled),
    url: given.url,
    page: given.page,
    othersOpen: Boolean(given.othersOpen),
    blockedBy: given.blockedBy,
    delaysAttempts: Boolean(given.delaysAttempts),
    initiator: given.initiator ?? "peer",
    offline: Boolean(given.offline),
    silent: Boolean(given.silent),
    suspended: Boolean(given.suspended),
    aborted: Boolean(given.aborted),
    timeout: given.timeout,
    announced:
      given.announced === undefined ? undefined : parseVerdict("announced", given.announced),
  };
}

const isSpan = (given: unknown): boolean => Number.isFinite(given) && (given as number) >= 0;

const SPAN: OptionRule = { allows: isSpan, allowed: "a number of milliseconds" };

const SPANS: OptionRule = {
  allows: (given) => Array.isArray(given) && given.every(isSpan),
  allowed: "an array of numbers of milliseconds",
};

const TEXT: OptionRule = { allows: (given) => typeof given === "string", allowed: "a string" };

/** A flag: whatever it is, it counts as true or as false. A verdict is read elsewhere. */
const ANY: OptionRule = { allows: () => true, allowed: "" };

const INITIATOR: OptionRule = {
  allows: (given) => given === "peer" || given === "client",
  allowed: "peer, client",
};

const TIMEOUT: OptionRule = {
  allows: (given) => given === "connect" || given === "close",
  allowed: "connect, close",
};

const RULES: Readonly<Record<keyof CloseContext, OptionRule>> = {
  opened: ANY,
  uptime: SPAN,
  inboundSilence: SPAN,
  outboundSilence: SPAN,
  earlierUptimes: SPANS,
  earlierSilences: SPANS,
  openedBefore: ANY,
  elapsed: SPAN,
  throttled: ANY,
  url: TEXT,
  page: TEXT,
  othersOpen: ANY,
  blockedBy: TEXT,
  delaysAttempts: ANY,
  initiator: INITIATOR,
  offline: ANY,
  silent: ANY,
  suspended: ANY,
  aborted: ANY,
  timeout: TIMEOUT,
  announced: ANY,
};
