import { closeArguments } from "./closing.js";
import type { ClientEventMap, End, State } from "./events.js";
import { iterate, type MessagesOptions } from "./iterate.js";
import { type Life, live, type SendOutcome } from "./life.js";
import type { ClientOptions, Source } from "./options.js";
import type { Payload, Sendable } from "./payload.js";
import { shape } from "./shape.js";
import type { Stats } from "./stats.js";
import { type ClientStreams, streamsOf } from "./streams.js";

/**
 * A WebSocket that knows why a connection ended and does the right thing next: a superset of the platform's
 * `WebSocket`. With `{ reconnect: false, queue: false }` it behaves as one.
 *
 * ```js
 * const client = new Client("wss://example.com/feed");
 * client.addEventListener("message", ({ data }) => console.log(data));
 * client.addEventListener("close", ({ diagnosis }) => console.log(diagnosis.sentence));
 * client.send("kept until the connection is open");
 * ```
 *
 * `In` is the type of the messages that come, `Out` of those that are sent.
 */
export interface Client<In = Payload, Out = Sendable>
  extends EventTarget,
    AsyncIterable<In>,
    Disposable,
    AsyncDisposable {
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;

  /** The URL of the present attempt, normalised; empty until a provider has given one. */
  readonly url: string;
  /** `CONNECTING` also while a retry is awaited, `CLOSED` only when the session is over. */
  readonly readyState: 0 | 1 | 2 | 3;
  /** The same in finer steps. */
  readonly state: State;
  /** Bytes that wait: in the outbox, in the socket, and those sent after the end, as the platform counts. */
  readonly bufferedAmount: number;
  /** The extensions that the server chose. */
  readonly extensions: string;
  /** The subprotocol that the server chose. */
  readonly protocol: string;
  /** How binary messages come: as a `Blob` or as an `ArrayBuffer`. */
  binaryType: BinaryType;
  /** What the client has done so far. */
  readonly stats: Stats;

  onopen: ((this: Client<In, Out>, event: ClientEventMap<In>["open"]) => unknown) | null;
  onmessage: ((this: Client<In, Out>, event: ClientEventMap<In>["message"]) => unknown) | null;
  onerror: ((this: Client<In, Out>, event: ClientEventMap<In>["error"]) => unknown) | null;
  onclose: ((this: Client<In, Out>, event: ClientEventMap<In>["close"]) => unknown) | null;

  /** Resolves once a connection is open; rejects with an `EndedError` if none can be any more. */
  readonly opened: Promise<void>;
  /** Resolves once nothing waits to be sent; rejects with an `EndedError` if something never will be. */
  readonly drained: Promise<void>;
  /** Resolves when the session is over. */
  readonly ended: Promise<End>;

  /**
   * Sends a message, or keeps it until there is a connection. Returns which; `"discarded"` once the client is
   * closing or closed. With `queue: false` it returns nothing, as the platform's `send`.
   *
   * @throws OutboxError if the outbox has no room.
   * @throws DOMException `InvalidStateError` while not open, with `queue: false`.
   */
  send(message: Out, options?: SendOptions): SendOutcome | undefined;
  /**
   * Ends the session, within `closeTimeout` whatever the peer does. Without a code the Close frame has none,
   * and the `close` event reports 1005.
   *
   * @throws DOMException `InvalidAccessError` if the code is neither 1000 nor from 3000 to 4999, `SyntaxError`
   * if the reason is longer than 123 bytes.
   */
  close(code?: number, reason?: string): void;
  /** Makes a new connection, now: in place of an open one, or without waiting for the retry. */
  reconnect(): void;

  /**
   * The messages from now on, until the session ends; `for await (const message of client)` is the same with
   * the default options.
   */
  messages(options?: MessagesOptions): AsyncIterableIterator<In>;
  /** The client as a pair of streams. */
  streams(): ClientStreams<In, Out>;
  /** Closes the client: `using client = new Client(…)`. */
  [Symbol.dispose](): void;
  /** Closes the client and awaits its end: `await using client = new Client(…)`. */
  [Symbol.asyncDispose](): Promise<void>;

  addEventListener<K extends keyof ClientEventMap>(
    type: K,
    listener: (this: Client<In, Out>, event: ClientEventMap<In>[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ClientEventMap>(
    type: K,
    listener: (this: Client<In, Out>, event: ClientEventMap<In>[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** How to send one message. */
export interface SendOptions {
  /** How long it may wait in the outbox, in ms. Default: that of the option `queue.ttl`. */
  ttl?: number | undefined;
}

/** The class `Client`. */
export interface ClientConstructor {
  /**
   * Connects at once.
   *
   * @param url An absolute or relative URL (`ws:`, `wss:`, `http:` or `https:`), or a function that provides
   * one, and credentials, for each attempt.
   * @param protocols The subprotocols to ask for, the preferred one first.
   * @throws DOMException `SyntaxError` if the URL or a protocol is not valid.
   * @throws OptionError if an option is unknown or has a value that it may not have.
   * @throws BootError if WebAssembly cannot be used here.
   */
  new <In = Payload, Out = Sendable>(
    url: Source,
    protocols?: string | readonly string[],
    options?: ClientOptions<In, Out>,
  ): Client<In, Out>;
  // biome-ignore lint/suspicious/noExplicitAny: the prototype is that of every client
  readonly prototype: Client<any, any>;
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
}

class WebClient<In, Out> extends EventTarget {
  readonly #life: Life;

  constructor(url: unknown, protocols: unknown = undefined, options?: ClientOptions<In, Out>) {
    // biome-ignore lint/complexity/noArguments: a rest parameter would change `length`
    needOne(arguments);
    super();
    this.#life = live(this, url, protocols, options ?? {});
  }

  get url() {
    return this.#life.url;
  }
  get readyState() {
    return this.#life.readyState;
  }
  get bufferedAmount() {
    return this.#life.bufferedAmount;
  }
  get extensions() {
    return this.#life.extensions;
  }
  get protocol() {
    return this.#life.protocol;
  }
  get state() {
    return this.#life.state;
  }
  get stats() {
    return this.#life.stats;
  }
  get opened() {
    return this.#life.opened;
  }
  get drained() {
    return this.#life.drained;
  }
  get ended() {
    return this.#life.ended;
  }
  get binaryType() {
    return this.#life.binaryType;
  }
  set binaryType(value) {
    this.#life.binaryType = value;
  }
  get onopen() {
    return this.#life.onopen;
  }
  set onopen(value) {
    this.#life.onopen = value;
  }
  get onmessage() {
    return this.#life.onmessage;
  }
  set onmessage(value) {
    this.#life.onmessage = value;
  }
  get onerror() {
    return this.#life.onerror;
  }
  set onerror(value) {
    this.#life.onerror = value;
  }
  get onclose() {
    return this.#life.onclose;
  }
  set onclose(value) {
    this.#life.onclose = value;
  }

  send(message: unknown, options: SendOptions = {}) {
    const life = this.#life;
    // biome-ignore lint/complexity/noArguments: a rest parameter would change `length`
    needOne(arguments);
    return life.send(message, options?.ttl);
  }

  close(code: unknown = undefined, reason: unknown = undefined) {
    this.#life.close(...closeArguments(code, reason));
  }

  reconnect() {
    this.#life.reconnect();
  }

  messages(options: MessagesOptions = {}) {
    return iterate(this as unknown as Client<In, Out>, options);
  }

  streams() {
    return streamsOf(this as unknown as Client<In, Out>);
  }

  [Symbol.asyncIterator]() {
    return this.messages();
  }

  [Symbol.dispose]() {
    this.close();
  }

  async [Symbol.asyncDispose]() {
    this.close();
    await this.ended;
  }
}

function needOne({ length }: ArrayLike<unknown>): void {
  if (!length) throw new TypeError("1 argument required, but only 0 present");
}

/** The class of every client. */
export const Client = /* @__PURE__ */ shape(WebClient) as unknown as ClientConstructor;
