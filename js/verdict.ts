import { OptionError } from "./errors.js";

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

/** @internal The inverse of `toVerdict`; throws an `OptionError` that names `option`. */
export function flatten(option: string, given: VerdictLike): FlatVerdict {
  const { action, pace, min, max, limit } = (
    given === "retry-now"
      ? { action: "retry", pace: "now" }
      : typeof given === "string"
        ? { action: given }
        : (given ?? {})
  ) as { action?: string; pace?: string; min?: number; max?: number; limit?: number };
  const kind =
    action === "retry"
      ? ["now", "backoff", "window"].indexOf(pace ?? "backoff") + 2
      : ["stop", "reauthenticate"].indexOf(action as string);
  const flat: FlatVerdict = [kind, min ?? 0, max ?? min ?? 0, limit ?? 0];
  if (
    kind < 0 ||
    (kind === 1 && action === "retry") ||
    flat.some((number) => number !== number >>> 0) ||
    flat[1] > flat[2]
  ) {
    throw new OptionError(
      option,
      given,
      'a verdict: "stop", "retry", "retry-now", "reauthenticate" or { action, pace, min, max, limit }',
    );
  }
  return flat;
}

/** @internal */
export function toVerdict(kind: number, min: number, max: number, limit: number): Verdict {
  const some = limit ? { limit } : {};
  return kind < 2
    ? { action: kind ? "reauthenticate" : "stop" }
    : kind < 4
      ? { action: "retry", pace: kind < 3 ? "now" : "backoff", ...some }
      : { action: "retry", pace: "window", min, max, ...some };
}
