import { EndedError, OptionError, refuseOthers } from "./errors.js";
import type { End } from "./events.js";
import type { Inbox } from "./inbox.js";
import type { Milestones } from "./milestones.js";
import type { AbortSignal } from "./platform.js";

/** How to iterate over messages. */
export interface MessagesOptions {
  /** Ends the iteration: what waits for a message throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How many messages to keep for a slow reader. Default: 1 000. */
  buffer?: number | undefined;
  /**
   * What to do when there are more. `"error"`: what was kept is delivered, then a `RangeError` is thrown.
   * Default: `"error"`.
   */
  overflow?: "error" | "drop-oldest" | "drop-newest" | undefined;
}

const POLICIES: readonly MessagesOptions["overflow"][] = ["error", "drop-oldest", "drop-newest"];

/**
 * @internal The messages from now on, until the session ends. It throws an `EndedError` if that was not the user's own
 * close.
 */
export function iterate<In>(
  inbox: Inbox,
  milestones: Milestones,
  options: MessagesOptions,
): AsyncIterableIterator<In> {
  refuseOthers(options, ["signal", "buffer", "overflow"]);
  const { signal, buffer = 1000, overflow = "error" } = options;
  if (!(buffer > 0)) throw new OptionError("buffer", buffer, "a number above 0");
  if (!POLICIES.includes(overflow)) {
    throw new OptionError("overflow", overflow, POLICIES.join(", "));
  }
  const kept: In[] = [];
  const over = new AbortController();
  let failure: { reason: unknown } | undefined;
  let wake = () => {};

  const finish = (why?: { reason: unknown }) => {
    failure = why;
    over.abort();
    unsubscribe();
    forgetEnd();
    wake();
  };
  const unsubscribe = inbox.subscribe((message: In) => {
    kept.push(message);
    if (kept.length > buffer) {
      if (overflow === "error") {
        finish({ reason: new RangeError(`over ${buffer} messages wait to be read`) });
      }
      if (overflow === "drop-oldest") kept.shift();
      else kept.pop();
    }
    wake();
  });
  // The user's own close is where the messages were to end.
  const finishWith = (end: End) =>
    finish(end.reason === "requested" ? undefined : { reason: new EndedError(end) });
  const forgetEnd = milestones.onEnd(finishWith);
  signal?.addEventListener("abort", () => finish(signal), { signal: over.signal });
  const { end } = milestones;
  if (end) finishWith(end);
  else if (signal?.aborted) finish(signal);

  const messages = (async function* () {
    for (;;) {
      while (kept.length) yield kept.shift() as In;
      if (failure) throw failure.reason;
      if (over.signal.aborted) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  })();

  const abandon = () => {
    kept.length = 0;
    finish();
  };
  const { throw: raise } = messages;
  // A generator that was never asked for anything, or that waits for a message, would not notice.
  return Object.assign(messages, {
    return() {
      abandon();
      return messages.next();
    },
    throw(error: unknown) {
      abandon();
      return raise.call(messages, error);
    },
  });
}
