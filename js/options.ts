import type { Diagnosis } from "./diagnosis.js";
import type { CloseFacts } from "./events.js";
import type { Payload, Sendable, SentBeside } from "./payload.js";
import type { AbortSignal, BinaryType, URL } from "./platform.js";
import type { Profile } from "./profiles.js";
import type { StandardSchema } from "./schema.js";
import type { Signature } from "./suspects.js";
import type { VerdictLike } from "./verdict.js";

/** Where to connect to: a URL, or a function that provides one for each attempt. */
export type Source = string | URL | Provider;

/** Provides the address, and with it the credentials, for each attempt. It is given `providerTimeout`. */
export type Provider = (attempt: Attempt) => Address | Promise<Address>;

/** What a provider is told, and the greeting of a handshake. */
export interface Attempt {
  /** The number of the retry in its row; 0 for the first attempt. */
  readonly attempt: number;
  /** Whether the credentials were, or may have been, refused: fresh ones are needed. */
  readonly fresh: boolean;
  /** The diagnosis of the last connection, if there was one. */
  readonly diagnosis: Diagnosis | undefined;
}

/** What a provider gives. Without `protocols`, those of the constructor are asked for. */
export type Address =
  | string
  | URL
  | { readonly url: string | URL; readonly protocols?: string | readonly string[] };

/** The options of a client. All are optional; an unknown name is an `OptionError`. Times are in whole ms. */
export interface ClientOptions<In = Payload, Out = SentBeside<In>> {
  /** What to do when a connection ends. `false`: nothing, as the platform's class. Default: reconnect. */
  reconnect?: boolean | ReconnectOptions | undefined;
  /** What to do with messages sent while not open. `false`: throw, as the platform's class. Default: keep. */
  queue?: boolean | QueueOptions | undefined;
  /**
   * Whether the constructor opens the client. `false`: `open()` does, and until then there is no need of a network
   * nor of a class of sockets, as while a server renders a page. Default: `true`.
   */
  autoConnect?: boolean | undefined;
  /** How long the socket may take to open; `Infinity` is no limit. Default: 10 000. */
  connectTimeout?: number | undefined;
  /** How long a close that was asked for may take, whatever the peer does. Default: 3 000. */
  closeTimeout?: number | undefined;
  /**
   * How long the close that follows an `error` may take. By the standard it comes in the same task; those of WebKit and
   * of the package `ws` take longer, and Node 22, whose close would never come, is not waited for. Default: 3 000.
   */
  errorTimeout?: number | undefined;
  /** How long a provider of the URL may take; `Infinity` is no limit. Default: 10 000. */
  providerTimeout?: number | undefined;
  /** An exchange that has to pass before the connection counts as open. Default: none. */
  handshake?: HandshakeOptions | undefined;
  /**
   * Proof that the peer is there. Default: none; the network's own is waited for. `true` is an error that says why: a
   * browser cannot ping.
   */
  liveness?: boolean | LivenessOptions | undefined;
  /** What codes, or ranges such as `"4100-4199"`, mean to the application. They win over everything else. */
  codes?: Readonly<Record<number | `${number}-${number}`, VerdictLike>> | undefined;
  /** What the codes of the server's protocol mean: a profile of `closewise/profiles`, or one of your own. */
  profile?: Profile | undefined;
  /**
   * The signatures that a diagnosis names products by: those of `closewise/suspects`, your own, or both. Without them it
   * names kinds alone. An array is read once: give the same one to all clients.
   */
  suspects?: readonly Signature[] | undefined;
  /** Whether a close reason such as `{"reconnect":true,"retryAfter":5000}` may advise. Default: `false`. */
  advice?: boolean | undefined;
  /** The `bufferedAmount` in bytes above which the client is not drained. Default: 1 048 576. */
  highWaterMark?: number | undefined;
  /**
   * The `bufferedAmount` in bytes at which it is drained again; not above `highWaterMark`. Default: 65 536, or
   * `highWaterMark` if that is less.
   */
  lowWaterMark?: number | undefined;
  /**
   * How long the machine may have slept before an open connection that cannot be probed is replaced. Where nothing but
   * timers tells of the sleep, it is 70 000 at the least, since those of a hidden page ring once a minute, and counted
   * from the next look at the clock, which comes every 30 000. Default: 75 000.
   */
  staleAfter?: number | undefined;
  /** Ends the session when it is aborted. If it is already, the constructor throws its reason. */
  signal?: AbortSignal | undefined;
  /** The `binaryType` to begin with. Default: `"blob"`. */
  binaryType?: BinaryType | undefined;
  /** The class that makes sockets, such as that of the package `ws`. Default: the platform's. */
  WebSocket?: WebSocketClass | undefined;
  /** How messages are written. Default: as they are. */
  codec?: Codec<In, Out> | undefined | JsonCodec<In>;
  /** What incoming messages have to be, after the codec. Others are told in an `invalid` event. */
  schema?: StandardSchema<unknown, In> | undefined;
}

/** What the constructor takes: a schema says what messages are, whatever the codec reads. */
export type GivenOptions<In, Out> = ValidatedOptions<In, Out> | UnvalidatedOptions<In, Out>;

/** The options of a client with a schema. */
export interface ValidatedOptions<In, Out>
  extends Omit<ClientOptions<In, Out>, "codec" | "schema"> {
  /** How messages are written. What `decode` returns may be anything: `void` takes every result. Default: as they are. */
  codec?: Codec<void, Out> | undefined | JsonCodec<In> | "json";
  /** What incoming messages have to be, after the codec. Others are told in an `invalid` event. */
  schema: StandardSchema<unknown, In>;
}

/** The options of a client without one. */
export interface UnvalidatedOptions<In, Out> extends ClientOptions<In, Out> {
  codec?: Codec<Weakly<In>, Out> | undefined | JsonCodec<In>;
  schema?: undefined;
}

/** `Type`, which is inferred from here only where nothing else tells it: a schema does. */
type Weakly<Type> = Type & (Type extends never ? unknown : unknown);

/**
 * When to try again, and when to give up: by default only where a verdict says so. A page that comes back from the page
 * cache or a freeze tries at once, since its user is there.
 */
export interface ReconnectOptions {
  /**
   * The first delay is drawn from 0 to this, in ms, as are those before fresh credentials are asked for and after the
   * network has come back; later ones grow from it. 0 is a first retry at once: later ones grow as from the default, so
   * that a server that is down is not asked without a pause. Default: 2 000, or `maxDelay` if that is less.
   *
   * A code may ask for another wait, and gets it: 1012 (the service restarts) for 5 000 to 30 000, 1013 (it is
   * overloaded) for 30 000 to 120 000. `maxDelay` shortens it, and `codes: { 1012: "retry" }` takes it away.
   */
  baseDelay?: number | undefined;
  /**
   * The longest delay, in ms, whatever asks for it; not under `baseDelay`. A verdict's window or a server's advice
   * beyond it is drawn from its upper half. Default: not set; delays then grow to 30 000, or to `baseDelay` if that is
   * more, and a window counts as it is.
   */
  maxDelay?: number | undefined;
  /**
   * The growth of the delays' bounds from one to the next. While no connection opens, each delay is longer than the one
   * before it could have been, so that a crowd of clients comes back evenly. Default: 1.5.
   */
  factor?: number | undefined;
  /** How many retries in a row to make; 0 is none. Default: no limit (`Infinity`). */
  maxAttempts?: number | undefined;
  /**
   * How long a row of retries may last, in ms; the time offline, frozen or asleep does not count. Default: no limit
   * (`Infinity`).
   */
  maxElapsed?: number | undefined;
  /**
   * How long a connection must have been open to end a row, in ms. One that ends silent must have been heard, too.
   * Default: 5 000.
   */
  minUptime?: number | undefined;
  /**
   * How many connections in a row may open and drop before `minUptime`; those that the machine's network or sleep ended
   * do not count. Default: no limit (`Infinity`).
   */
  maxFlaps?: number | undefined;
  /** After how many connections in a row that never opened fresh credentials are asked for. Default: 3. */
  refreshAfter?: number | undefined;
  /**
   * Where the delays are drawn from: a source of numbers from 0 to under 1, such as `() => 0.5` for a test that wants the
   * same delays. It is asked once, by the constructor, and its number seeds all that the client draws: with the same
   * number, the same ends are followed by the same delays. Default: `Math.random`.
   */
  random?: (() => number) | undefined;
  /**
   * Has the last word on each verdict; `undefined` leaves it as it is. It sees the close, too, unless there was not
   * even a socket: the provider had failed.
   */
  when?: ((diagnosis: Diagnosis, close?: CloseFacts) => VerdictLike | undefined) | undefined;
}

/** The bounds of the outbox, which keeps messages until they can be sent. */
export interface QueueOptions {
  /** How many messages it holds. Default: 1 000. */
  maxMessages?: number | undefined;
  /** How many bytes it holds. Default: 1 048 576. */
  maxBytes?: number | undefined;
  /** How long a message may wait, in ms, at least 1. Default: no limit (`Infinity`). */
  ttl?: number | undefined;
  /**
   * What gives way when it is full: `send` throws an `OutboxError`, or a message is told undelivered.
   * Default: `"reject"`.
   */
  overflow?: "reject" | "drop-oldest" | "drop-newest" | undefined;
  /**
   * When it goes to a connection that has opened: at once, when the first message has come on it, or when it has been
   * open for so long, in ms. What is sent by then is kept, too. A server may accept a connection only to refuse it with
   * a close code, and what it was handed by then is lost. `"first-message"` is for servers that speak first: where they
   * only answer, nothing would ever go. Default: `"open"`.
   */
  hold?: "open" | "first-message" | number | undefined;
}

/** The first messages, which say who is there. Until they have passed, the client is not open. */
export interface HandshakeOptions {
  /**
   * What to send first, or a function that makes it for each connection; it has `timeout` for it. It goes to the socket
   * as it is, past the codec. What is ready at once is sent before any message is received.
   */
  greeting?:
    | Sendable
    | ((attempt: Attempt) => Sendable | undefined | Promise<Sendable | undefined>)
    | undefined;
  /** Looks at each message, as it came: accepted, refused with a verdict, or neither (`undefined`). */
  check: (data: Payload) => "accept" | VerdictLike | undefined;
  /** How long it may take, in ms; `Infinity` is no limit. Default: 10 000. */
  timeout?: number | undefined;
}

/** How to find out whether the peer is there. Any message counts as proof. */
export interface LivenessOptions {
  /** How long the peer may be silent before it is probed, in ms. Default: 30 000. */
  interval?: number | undefined;
  /** How long a probe may go unanswered, in ms. Default: 10 000. */
  timeout?: number | undefined;
  /**
   * What to send as a probe. It goes to the socket as it is, past the codec. `false` sends none: a peer that is
   * silent for `interval` and `timeout` together counts as gone.
   */
  probe: Sendable | (() => Sendable | undefined) | false;
  /** Recognises the answers to probes, which are then kept from the listeners. */
  isPong?: ((data: Payload) => boolean) | undefined;
}

/**
 * How messages are written and read. What `decode` throws is told in an `invalid` event. The types of a client follow
 * from what `encode` says it takes and `decode` returns.
 */
export interface Codec<In, Out> {
  encode: (message: Out) => Sendable;
  decode: (data: Payload) => In;
}

/**
 * `"json"`: text messages by `JSON.stringify` and `JSON.parse`. JSON may hold anything, so the type of a
 * message has to come from elsewhere: `new Client<Message>(…)`, or a schema.
 */
export type JsonCodec<In> = [Payload] extends [In]
  ? [unknown] extends [In]
    ? "json"
    : "json needs the type of a message: write new Client<Message>(…), or give a schema"
  : "json";

/** What makes sockets. */
// biome-ignore lint/suspicious/noExplicitAny: classes that stand in for WebSocket differ in their types
export type WebSocketClass = new (url: string, protocols: string[]) => any;
