import type { State } from "./events.js";

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
