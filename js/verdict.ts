import { type Pace, Verdict as WasmVerdict } from "../build/glue/closewise.js";
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

const ALLOWED =
  "a verdict: stop, reauthenticate, retry, retry-now or { action, pace, min, max, limit }";

/** @internal The verdict that a user gave under the name of an option; throws an `OptionError` if it is none. */
export function parseVerdict(option: string, given: VerdictLike): Verdict {
  const parts = given === "retry-now" ? { action: "retry", pace: "now" } : Object(given);
  const { action = given, pace = "backoff", min = 0, max = min, limit = 0 } = parts;
  if ([min, max, limit].every(isCount) && min <= max) {
    const limited = limit > 0 ? { limit } : {};
    if (action === "stop" || action === "reauthenticate") return { action };
    if (action === "retry" && pace === "window") return { action, pace, min, max, ...limited };
    if (action === "retry" && (pace === "now" || pace === "backoff")) {
      return { action, pace, ...limited };
    }
  }
  throw new OptionError(option, given, ALLOWED);
}

/** A whole number that fits into the 32 bits that it has in Rust. */
const isCount = (given: unknown): boolean =>
  typeof given === "number" && given >= 0 && given === given >>> 0;

/** @internal */
export function toWasm(verdict: Verdict): WasmVerdict {
  switch (verdict.action) {
    case "stop":
      return WasmVerdict.stop();
    case "reauthenticate":
      return WasmVerdict.reauthenticate();
    case "retry":
      return verdict.pace === "window"
        ? WasmVerdict.window(verdict.min, verdict.max, verdict.limit)
        : WasmVerdict.retry(verdict.pace, verdict.limit);
  }
}

/** @internal As plain data; what was read is freed. */
export function readVerdict(given: WasmVerdict): Verdict {
  const { action, pace, min, max, limit } = given;
  given.free();
  if (action !== "retry") return { action };
  const limited = limit === undefined ? {} : { limit };
  return pace === "window"
    ? { action, pace, min: min as number, max: max as number, ...limited }
    : { action, pace: pace as Exclude<Pace, "window">, ...limited };
}
