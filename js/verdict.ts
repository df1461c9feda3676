import { OptionError } from "./errors.js";
import { words } from "./words.js";

/** What to do after a close. */
export type Verdict =
  /** Give up: another try would end the same way, or is not wanted. */
  | { action: "stop" }
  /** Get fresh credentials from the `url` provider, once, and try again with them. */
  | { action: "reauthenticate" }
  /** Try again, at once or with backoff. */
  | { action: "retry"; pace: "now" | "backoff"; limit?: number }
  /** Try again at a random moment from `min` to `max` milliseconds from now. */
  | { action: "retry"; pace: "window"; min: number; max: number; limit?: number };

/**
 * A verdict, or a word for one: `"retry"` is a retry with backoff, `"retry-now"` one at once.
 *
 * `limit` is how many tries in a row the verdict is worth; without it, `reconnect.maxAttempts` decides.
 */
export type VerdictLike = Verdict | "stop" | "reauthenticate" | "retry" | "retry-now";

/** A verdict as WebAssembly takes it: its kind, the window in ms, the limit (0 for none). */
export type FlatVerdict = [kind: number, min: number, max: number, limit: number];

/** The actions, then the paces of a retry, in the order of the session's numbers. */
const KINDS = /* @__PURE__ */ words("stop reauthenticate now backoff window");
const FIRST_PACE = 2;

const ALLOWED =
  "a verdict: stop, reauthenticate, retry, retry-now or { action, pace, min, max, limit }";

/** @internal The inverse of `toVerdict`; throws an `OptionError` that names `option`. */
export function flatten(option: string, given: VerdictLike): FlatVerdict {
  const parts = given === "retry-now" ? { action: "retry", pace: "now" } : Object(given);
  const { action = given, pace = "backoff", min = 0, max = min, limit = 0 } = parts;
  const kind =
    action === "retry"
      ? KINDS.indexOf(pace, FIRST_PACE)
      : KINDS.slice(0, FIRST_PACE).indexOf(action);
  const flat: FlatVerdict = [kind, min, max, limit];
  if (min > max || flat.some((number) => number !== number >>> 0)) {
    throw new OptionError(option, given, ALLOWED);
  }
  return flat;
}

/** @internal */
export function toVerdict(kind: number, min: number, max: number, limit: number): Verdict {
  const word = KINDS[kind] as (typeof KINDS)[number];
  return {
    ...(kind < FIRST_PACE ? { action: word } : { action: "retry", pace: word }),
    ...(kind > 3 && { min, max }),
    ...(limit > 0 && { limit }),
  } as Verdict;
}
