import { OptionError } from "./errors.js";
import type { Verdict, VerdictLike } from "./verdict.js";

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
