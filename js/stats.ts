import type { State } from "./events.js";
import { words } from "./words.js";

/** What a client has done so far. Times are in ms. */
export interface Stats {
  /** Connections that opened. */
  readonly connections: number;
  /** Attempts at a connection, the first included. */
  readonly attempts: number;
  /** Messages handed to a socket. */
  readonly messagesSent: number;
  /** The bytes of those messages, without framing. */
  readonly bytesSent: number;
  /** Messages received. */
  readonly messagesReceived: number;
  /** The bytes of those messages, without framing. */
  readonly bytesReceived: number;
  /** Messages in the outbox now. */
  readonly queuedMessages: number;
  /** Bytes in the outbox now. */
  readonly queuedBytes: number;
  /** How long the present connection has been open; 0 if none is. */
  readonly uptime: number;
  /** The last round trip of a probe; `NaN` if there was none. */
  readonly roundTrip: number;
  /** How long the session has been in each state. */
  readonly timeIn: Readonly<Record<State, number>>;
}

/** @internal In the order of the session's numbers. */
export const STATES: readonly State[] = /* @__PURE__ */ words(
  "idle connecting open closing waiting paused ended",
);

/** In the order of the session's numbers. */
const NUMBERS = /* @__PURE__ */ words(
  "connections attempts messagesSent bytesSent messagesReceived bytesReceived queuedMessages queuedBytes uptime",
);

/** @internal */
export function statsOf(numbers: number[]): Stats {
  const named = (names: readonly string[]) => {
    const found: Record<string, unknown> = {};
    for (const name of names) found[name] = numbers.shift();
    return found;
  };
  return {
    ...named(NUMBERS),
    timeIn: named(STATES),
    roundTrip: numbers[0] ? numbers[1] : Number.NaN,
  } as unknown as Stats;
}
