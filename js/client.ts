/// <reference lib="esnext.disposable" preserve="true" />
import type { Driver } from "../build/glue/closewise.js";
import { boot } from "./boot.js";
import { closeArguments } from "./closing.js";
import { codecOf } from "./codec.js";
import { driverFor } from "./configure.js";
import { fire } from "./dispatch.js";
import { OptionError, OutboxError } from "./errors.js";
import type { ClientEventMap, End, State } from "./events.js";
import { EventHandlers } from "./handlers.js";
import { Inbox } from "./inbox.js";
import { iterate, type MessagesOptions } from "./iterate.js";
import { SessionListener } from "./listener.js";
import { Milestones } from "./milestones.js";
import type { ClientOptions, Codec, QueueOptions, Source } from "./options.js";
import { type Payload, type Sendable, sizeOf, snapshot, toSendable } from "./payload.js";
import { AddressProvider } from "./provider.js";
import { socketClass } from "./socket-class.js";
import type { Stats } from "./stats.js";
import { type ClientStreams, streamsOf } from "./streams.js";
import { protocolList, webSocketUrl } from "./url.js";
import { READY_STATES } from "./web-interface.js";

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
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: what the interface declares is inherited
export class Client<In = Payload, Out = Sendable>
  extends EventTarget
  implements AsyncIterable<In>, Disposable, AsyncDisposable
{
  declare static readonly CONNECTING: 0;
  declare static readonly OPEN: 1;
  declare static readonly CLOSING: 2;
  declare static readonly CLOSED: 3;

  declare readonly CONNECTING: 0;
  declare readonly OPEN: 1;
  declare readonly CLOSING: 2;
  declare readonly CLOSED: 3;

  readonly #driver: Driver;
  /** Empty where a provider gives the URLs. */
  readonly #url: string;
  readonly #provider: AddressProvider | undefined;
  readonly #codec: Codec<unknown, unknown> | undefined;
  readonly #isQueueing: boolean;
  /** An open connection, too, may be sent what waits then. */
  readonly #mayHold: boolean;
  readonly #inbox: Inbox;
  readonly #milestones = new Milestones();
  readonly #handlers = new EventHandlers(this);
  #binaryType: BinaryType;

  /**
   * Connects at once.
   *
   * @param url An absolute or relative URL (`ws:`, `wss:`, `http:` or `https:`), or a function that provides
   * one, and credentials, for each attempt.
   * @param given The subprotocols to ask for, the preferred one first; then the options.
   * @throws DOMException `SyntaxError` if the URL or a protocol is not valid.
   * @throws OptionError if an option is unknown or has a value that it may not have.
   * @throws BootError if WebAssembly cannot be used here.
   */
  constructor(
    url: Source,
    // A rest parameter, for Web IDL counts only those that have to be given in `length`.
    ...given: [protocols?: string | readonly string[], options?: ClientOptions<In, Out>]
  ) {
    // biome-ignore lint/complexity/noArguments: it tells undefined from nothing
    needOne(arguments);
    super();
    const options = given[1] ?? {};
    if (typeof options !== "object") throw new OptionError("options", options, "an object");
    const provide = typeof url === "function" ? url : undefined;
    const text = provide ? "" : `${url}`;
    const protocols = protocolList(given[0]);
    this.#url = provide ? "" : webSocketUrl(text);

    boot();
    const Socket = socketClass(options.WebSocket, Client);
    this.#driver = driverFor(options, Socket, provide !== undefined);
    const { signal, binaryType = "blob" } = options;
    this.#binaryType = binaryType;
    this.#codec = codecOf(options.codec as "json" | Codec<unknown, unknown> | undefined);
    this.#isQueueing = options.queue !== false;
    this.#mayHold = ((Object(options.queue) as QueueOptions).hold ?? "open") !== "open";
    this.#inbox = new Inbox(this, this.#codec, options.schema, (facts) =>
      fire(this, "invalid", facts),
    );
    this.#provider = provide && new AddressProvider(provide, protocols, this.#driver);
    const listener = new SessionListener({
      driver: this.#driver,
      target: this,
      inbox: this.#inbox,
      milestones: this.#milestones,
      provider: this.#provider,
      options,
    });
    try {
      signal?.throwIfAborted();
      this.#driver.open(listener, this.#url, protocols);
    } catch (error) {
      this.#driver.free();
      throw error;
    }
    if (signal) this.#endBy(signal);
  }

  /** The URL of the present attempt, normalised; empty until a provider has given one. */
  get url(): string {
    return this.#provider?.url ?? this.#url;
  }

  /** `CONNECTING` also while a retry is awaited, `CLOSED` only when the session is over. */
  get readyState(): 0 | 1 | 2 | 3 {
    return this.#driver.readyState as 0 | 1 | 2 | 3;
  }

  /** The same in finer steps. */
  get state(): State {
    return this.#driver.state;
  }

  /** Bytes that wait: in the outbox, in the socket, and those sent after the end, as the platform counts. */
  get bufferedAmount(): number {
    return this.#driver.bufferedAmount;
  }

  /** The extensions that the server chose. */
  get extensions(): string {
    return this.#driver.extensions;
  }

  /** The subprotocol that the server chose. */
  get protocol(): string {
    return this.#driver.protocol;
  }

  /** How binary messages come: as a `Blob` or as an `ArrayBuffer`. Any other value is ignored. */
  get binaryType(): BinaryType {
    return this.#binaryType;
  }

  set binaryType(given: BinaryType) {
    // Before the value is looked at: what is no client is refused whatever is given.
    const driver = this.#driver;
    const type = `${given}` as const;
    if (type !== "blob" && type !== "arraybuffer") return;
    driver.binaryType = type;
    this.#binaryType = type;
  }

  /** What the client has done so far. */
  get stats(): Stats {
    return this.#driver.stats;
  }

  /** A handler of `open` events. */
  get onopen(): AnyHandler {
    return this.#handlers.get("open");
  }

  set onopen(handler: EventHandler<In, Out, "open">) {
    this.#handlers.set("open", handler);
  }

  /** A handler of `message` events. */
  get onmessage(): AnyHandler {
    return this.#handlers.get("message");
  }

  set onmessage(handler: EventHandler<In, Out, "message">) {
    this.#handlers.set("message", handler);
    this.#inbox.mayHaveListeners ||= this.onmessage !== null;
  }

  /** A handler of `error` events. */
  get onerror(): AnyHandler {
    return this.#handlers.get("error");
  }

  set onerror(handler: EventHandler<In, Out, "error">) {
    this.#handlers.set("error", handler);
  }

  /** A handler of `close` events. */
  get onclose(): AnyHandler {
    return this.#handlers.get("close");
  }

  set onclose(handler: EventHandler<In, Out, "close">) {
    this.#handlers.set("close", handler);
  }

  /** Resolves once a connection is open; rejects with an `EndedError` if none can be any more. */
  get opened(): Promise<void> {
    return this.#milestones.opened(this.#driver.state === "open");
  }

  /** Resolves once nothing waits to be sent; rejects with an `EndedError` if something never will be. */
  get drained(): Promise<void> {
    return this.#milestones.drained(this.#driver.isDrained);
  }

  /** Resolves when the session is over. */
  get ended(): Promise<End> {
    return this.#milestones.ended();
  }

  /**
   * Sends a message, or keeps it until there is a connection. Returns which; `"discarded"` once the client is
   * closing or closed. With `queue: false` it returns nothing, as the platform's `send`.
   *
   * @throws OutboxError if the outbox has no room.
   * @throws DOMException `InvalidStateError` while not open, with `queue: false`.
   */
  send(message: Out, options: SendOptions = {}): SendOutcome | undefined {
    // biome-ignore lint/complexity/noArguments: it tells undefined from nothing
    needOne(arguments);
    const ttl = options?.ttl;
    // The bounds of `queue.ttl`.
    if (ttl !== undefined && !(typeof ttl === "number" && ttl >= 1)) {
      throw new OptionError("ttl", ttl, "a number from 1 to Infinity");
    }
    let data = toSendable(this.#codec ? this.#codec.encode(message) : message);
    const bytes = sizeOf(data);
    const mayWait = this.#isQueueing && (this.#mayHold || this.#driver.state !== "open");
    if (mayWait) data = snapshot(data);
    const outcome = this.#driver.send(data, bytes, ttl);
    switch (outcome) {
      case "full":
      case "too-big":
        throw new OutboxError(outcome);
      case "not-open":
        throw new DOMException("the connection is not open yet", "InvalidStateError");
    }
    // The platform's `send` returns nothing.
    if (!this.#isQueueing) return undefined;
    return outcome === "sent" || outcome === "queued" ? outcome : "discarded";
  }

  /**
   * Ends the session, within `closeTimeout` whatever the peer does. Without a code the Close frame has none,
   * and the `close` event reports 1005.
   *
   * @throws DOMException `InvalidAccessError` if the code is neither 1000 nor from 3000 to 4999, `SyntaxError`
   * if the reason is longer than 123 bytes.
   */
  close(...given: [code?: number, reason?: string]): void {
    this.#driver.close(...closeArguments(...given));
  }

  /** Makes a new connection, now: in place of an open one, or without waiting for the retry. */
  reconnect(): void {
    this.#driver.reconnect();
  }

  /**
   * Hands the data of each message to a function, from now on: decoded and validated as for a `message` event, but
   * without an event, unless somebody has listened for `message` events too; those come after the subscribers.
   *
   * A listener is noticed by the client's own `addEventListener` and `onmessage`. One that was added past them, by
   * `EventTarget.prototype.addEventListener.call(client, …)`, hears no messages while there are only subscribers.
   *
   * @param listener What it throws is reported, as what an event listener throws; others still get the message.
   * @returns A function that ends the subscription.
   * @throws OptionError if the listener is no function.
   */
  subscribe(listener: (data: In) => unknown): () => void {
    return this.#inbox.subscribe(listener);
  }

  /**
   * The messages from now on, until the session ends; `for await (const message of client)` is the same with
   * the default options.
   */
  messages(options: MessagesOptions = {}): AsyncIterableIterator<In> {
    const isOver = this.readyState === READY_STATES.CLOSED;
    return iterate<In>({ inbox: this.#inbox, target: this, isOver }, options);
  }

  /** The client as a pair of streams. */
  streams(): ClientStreams<In, Out> {
    return streamsOf<In, Out>(this);
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<In> {
    return this.messages();
  }

  /** Closes the client: `using client = new Client(…)`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Closes the client and awaits its end: `await using client = new Client(…)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.ended;
  }

  override addEventListener<K extends keyof ClientEventMap>(
    type: K,
    listener: (this: Client<In, Out>, event: ClientEventMap<In>[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    ..._options: [options?: boolean | AddEventListenerOptions]
  ): void {
    // biome-ignore lint/complexity/noArguments: the platform counts them
    const given = arguments as unknown as Parameters<EventTarget["addEventListener"]>;
    super.addEventListener(...given);
    // For good, as the platform alone knows when one goes that was added with `once` or a signal. Code that takes this
    // method for that of every EventTarget may call it on another one.
    if (`${type}` === "message" && listener && #inbox in this) this.#inbox.mayHaveListeners = true;
  }

  /** Ends the session when a signal is aborted. */
  #endBy(signal: AbortSignal): void {
    const abort = () => this.#driver.abort();
    signal.addEventListener("abort", abort);
    // A signal may outlive many clients.
    void this.ended.then(() => signal.removeEventListener("abort", abort));
    // A provider may have aborted it meanwhile.
    if (signal.aborted) abort();
  }
}

// The types alone, for `removeEventListener` is the platform's.
export interface Client<In, Out> {
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

/** An event handler. */
export type EventHandler<In, Out, Type extends keyof ClientEventMap> =
  | ((this: Client<In, Out>, event: ClientEventMap<In>[Type]) => unknown)
  | null;

/** One as it is read: of any event, for a `Client` could not be given to what takes a `WebSocket` otherwise. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyHandler = ((this: any, event: any) => unknown) | null;

/** How to send one message. */
export interface SendOptions {
  /** How long it may wait in the outbox, in ms, at least 1. Default: that of the option `queue.ttl`. */
  ttl?: number | undefined;
}

/** What became of a message: see `Client.send`. */
export type SendOutcome = "sent" | "queued" | "discarded";

function needOne({ length }: ArrayLike<unknown>): void {
  if (!length) throw new TypeError("1 argument required, but only 0 present");
}
