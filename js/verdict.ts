import { type Pace, Verdict as WasmVerdict } from "../build/glue/closewise.js";

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
