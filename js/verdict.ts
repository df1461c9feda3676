/** What to do after a close. */
export type Verdict =
  /** Give up: another try would end the same way, or is not wanted. */
  | { action: "stop" }
  /**
   * Get fresh credentials, by the `url` provider or the greeting of the handshake, and try again with them. It is the
   * end if there is neither, or if they are refused within a minute.
   */
  | { action: "reauthenticate" }
  /** Try again, at once or with backoff. */
  | { action: "retry"; pace: "now" | "backoff"; limit?: number }
  /** Try again at a random moment from `min` to `max` milliseconds from now. */
  | { action: "retry"; pace: "window"; min: number; max: number; limit?: number };

/**
 * A verdict, or a word for one: `"retry"` is a retry with backoff, `"retry-now"` one at once: clients that
 * a server closes together come back together.
 *
 * `limit` is how many tries in a row the verdict is worth; without it, `reconnect.maxAttempts` decides. No verdict has
 * one that comes from the standard, or from a profile of `closewise/profiles`.
 */
export type VerdictLike = Verdict | "stop" | "reauthenticate" | "retry" | "retry-now";
