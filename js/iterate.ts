import type { Client } from "./client.js";
import { OptionError, refuseOthers } from "./errors.js";
import { words } from "./words.js";

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

const POLICIES = /* @__PURE__ */ words("error drop-oldest drop-newest");

/** @internal The messages from now on, until the session ends. */
export function iterate<In, Out>(
  client: Client<In, Out>,
  options: MessagesOptions = {},
): AsyncIterableIterator<In> {
  refuseOthers(options, "signal buffer overflow");
  const { signal, buffer = 1000, overflow = "error" } = options;
  if (!(buffer > 0)) throw new OptionError("buffer", buffer, "a number above 0");
  if (!POLICIES.includes(overflow)) {
    throw new OptionError("overflow", overflow, POLICIES.join(", "));
  }
  const kept: In[] = [];
  const over = new AbortController();
  const until = { signal: over.signal };
  let failure: { reason: unknown } | undefined;
  let wake = () => {};

  const finish = (why?: { reason: unknown }) => {
    failure = why;
    over.abort();
    wake();
  };
  const keep = ({ data }: MessageEvent<In>) => {
    kept.push(data);
    if (kept.length > buffer) {
      if (overflow === "error") {
        finish({ reason: new RangeError(`over ${buffer} messages wait to be read`) });
      }
      if (overflow === "drop-oldest") kept.shift();
      else kept.pop();
    }
    wake();
  };

  if (client.readyState === client.CLOSED) finish();
  else if (signal?.aborted) finish(signal);
  client.addEventListener("message", keep, until);
  client.addEventListener("end", () => finish(), until);
  signal?.addEventListener("abort", () => finish(signal), until);

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

  return Object.assign(messages, {
    // A generator that was never asked for anything would not notice.
    return() {
      kept.length = 0;
      finish();
      return messages.next();
    },
  });
}
