import type { Diagnosis } from "./diagnosis.js";
import type { ConnectionError, ProviderError } from "./errors.js";
import type { Investigation } from "./investigate.js";
import type { Payload, Sendable, SentBeside } from "./payload.js";
import type { CloseEvent, Event, MessageEvent } from "./platform.js";
import type { Issue } from "./schema.js";

/** The events of a client: those of `WebSocket`, and more. */
export interface ClientEventMap<In = Payload, Out = SentBeside<In>> {
  /** A connection is open, application handshake included. */
  open: Event;
  /** A message came. */
  message: MessageEvent<In>;
  /**
   * Something failed: a connection, also one that the client itself gives up, or the provider. The `close` or `retry`
   * event that follows says what comes of it.
   */
  error: ClientErrorEvent;
  /** A connection has ended. Another may follow: see `willRetry`. */
  close: ClientCloseEvent;
  /** The session is in another state. */
  state: StateEvent;
  /** The next attempt is set. */
  retry: RetryEvent;
  /** The session is over. Nothing comes after this, unless the client is opened again. */
  end: EndEvent;
  /** The outbox is empty, and `bufferedAmount` is back at `lowWaterMark`. */
  drain: Event;
  /** A message that was queued was handed to a socket. */
  sent: SentEvent<Out>;
  /** A message that was accepted will not be sent. */
  undelivered: UndeliveredEvent<Out>;
  /** A plain request has found out something of an attempt that never opened: see the option `investigate`. */
  investigated: InvestigatedEvent;
  /** A message came that could not be decoded, or that its schema refused. */
  invalid: InvalidEvent;
}

/** An `error` event. */
export interface ClientErrorEvent extends Event {
  /** What failed: a connection, or the provider of its URL. */
  readonly error: ConnectionError | ProviderError;
}

/** The platform's `CloseEvent`, explained. */
export interface ClientCloseEvent extends CloseEvent {
  /** Why the connection ended, and what to do now. */
  readonly diagnosis: Diagnosis;
  /** Whether another attempt follows. */
  readonly willRetry: boolean;
  /** Whether the session made this close itself (a timeout, silence, sleep), without waiting for the browser. */
  readonly synthetic: boolean;
  /** Whether a message came from the peer while the connection lasted, that of a handshake included. */
  readonly heard: boolean;
  /**
   * What the connection was handed of the messages sent, in bytes without framing. Where `heard` is false, nothing
   * shows that any of it arrived: a server may accept a connection only to refuse it. See `queue.hold`.
   */
  readonly handed: { readonly messages: number; readonly bytes: number };
  /** Bytes that the socket was handed and that may never have left the machine. */
  readonly inDoubt: number;
  /** How long the connection was open, in ms. */
  readonly uptime: number;
}

/** How a connection ended: what its `close` event has. */
export type CloseFacts = Pick<
  ClientCloseEvent,
  | "code"
  | "reason"
  | "wasClean"
  | "diagnosis"
  | "willRetry"
  | "synthetic"
  | "heard"
  | "handed"
  | "inDoubt"
  | "uptime"
>;

/** The state of a session. */
export type State = "idle" | "connecting" | "open" | "closing" | "waiting" | "paused" | "ended";

/** A change of state. */
export interface StateEvent extends Event {
  readonly from: State;
  readonly to: State;
  /** What brought it about. */
  readonly reason: StateReason;
}

/** What brought a state about. */
export type StateReason =
  | "requested"
  | "opened"
  | "closed"
  | "retry-due"
  | "online"
  | "offline"
  | "frozen"
  | "resumed";

/** An attempt that is to come. */
export interface RetryEvent extends Event {
  /** The number of the retry in its row, from 1. */
  readonly attempt: number;
  /** The wait before it, in ms. */
  readonly delay: number;
  /** When it will be, as `Date.now()` counts. */
  readonly at: number;
}

/** The end of a session. */
export interface EndEvent extends Event, End {}

/** How a session ended. */
export interface End {
  /** Why there is no further attempt. */
  readonly reason: EndReason;
  /** The diagnosis of the last connection, if there was one. */
  readonly diagnosis: Diagnosis | undefined;
}

/** Why a session ended. */
export type EndReason =
  /** `close()` was called. */
  | "requested"
  /** The `signal` was aborted. */
  | "aborted"
  /** The verdict was to stop. */
  | "stopped"
  /** Reconnecting is off. */
  | "reconnect-off"
  /** The retries reached `reconnect.maxAttempts` or the limit of their verdict. */
  | "attempts-exhausted"
  /** The time of `reconnect.maxElapsed` is spent. */
  | "time-exhausted"
  /** Too many connections opened only to drop: see `reconnect.maxFlaps`. */
  | "flapping";

/** A message that was queued and was handed to a socket. */
export interface SentEvent<Out = unknown> extends Event {
  /** The message as it was given to `send`; bytes as they were then. */
  readonly message: Out;
  /** The `tag` that it was sent with. */
  readonly tag: unknown;
}

/** A message that was accepted and will not be sent. */
export interface UndeliveredEvent<Out = unknown> extends Event {
  /** The message as it was given to `send`; bytes as they were then. */
  readonly message: Out;
  /** The `tag` that it was sent with. */
  readonly tag: unknown;
  /** What would have gone to the socket: the codec's work is done, and memory is as it was at `send`. */
  readonly data: Sendable;
  /**
   * `"expired"`: it waited longer than its time to live. `"overflow"`: it gave way in a full outbox. `"ended"`: the
   * session was over first.
   */
  readonly reason: "expired" | "overflow" | "ended";
}

/** What was found out of an attempt that never opened. */
export interface InvestigatedEvent extends Event, Investigation {
  /** The address that was asked, without what its query says. */
  readonly url: string;
  /** The diagnosis of the attempt. */
  readonly diagnosis: Diagnosis;
}

/** A message that is not what it should be. */
export interface InvalidEvent extends Event {
  /** The message as it came. */
  readonly data: Payload;
  /** What the schema found; empty if it could not even be decoded. */
  readonly issues: readonly Issue[];
  /** What the codec or the schema threw. */
  readonly error: unknown;
}
