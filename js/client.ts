/// <reference lib="esnext.disposable" preserve="true" />
import type { Driver } from "../build/glue/closewise.js";
import { boot } from "./boot.js";
import { closeArguments } from "./closing.js";
import { codecOf } from "./codec.js";
import { driverFor } from "./configure.js";
import type { Diagnosis } from "./diagnosis.js";
import { fire } from "./dispatch.js";
import { OptionError, OutboxError, type OutboxFacts, ReceiveOnlyError } from "./errors.js";
import type { ClientEventMap, End, State } from "./events.js";
import { EventHandlers } from "./handlers.js";
import { Inbox } from "./inbox.js";
import { iterate, type MessagesOptions } from "./iterate.js";
import { type SendContext, SessionListener } from "./listener.js";
import { Milestones } from "./milestones.js";
import type { ClientOptions, Codec, GivenOptions, QueueOptions, Source } from "./options.js";
import { copyOf, type Payload, type SentBeside, sizeOf, toSendable } from "./payload.js";
import type * as platform from "./platform.js";
import { AddressProvider } from "./provider.js";
import { type Snapshot, SnapshotStore } from "./snapshot.js";
import { socketClass } from "./socket-class.js";
import type { Stats } from "./stats.js";
import { type ClientStreams, streamsOf } from "./streams.js";
import { baseUrl, protocolList, webSocketUrl } from "./url.js";

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
 * `In` is the type of the messages that come, `Out` of those that are sent. `Out` need not be given where both are the
 * same, nor where messages are what a socket takes.
 *
 * ```ts
 * new Client<ServerMessage, ClientMessage>("wss://example.com/chat", [], { codec: "json", schema });
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: what the interface declares is inherited
export class Client<In = Payload, Out = SentBeside<In>>
  extends (EventTarget as platform.EventTargetClass)
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
  readonly #listener: SessionListener;
  readonly #options: ClientOptions<In, Out>;
  /** Empty where a provider gives the URLs. Where a server renders, a relative one has to stay as it was given. */
  #url: string;
  readonly #protocols: string[];
  readonly #provider: AddressProvider | undefined;
  readonly #codec: Codec<unknown, unknown> | undefined;
  readonly #isQueueing: boolean;
  /** An open connection, too, may be sent what waits then. */
  readonly #mayHold: boolean;
  readonly #inbox: Inbox;
  readonly #milestones = new Milestones();
  readonly #snapshots: SnapshotStore;
  readonly #handlers = new EventHandlers(this);
  readonly #abort = () => this.#driver.abort();
  #binaryType: platform.BinaryType;

  /**
   * Connects at once, unless the option `autoConnect` is `false`.
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
    ...given: [protocols?: string | readonly string[], options?: GivenOptions<In, Out>]
  ) {
    // biome-ignore lint/complexity/noArguments: it tells undefined from nothing
    needOne(arguments);
    super();
    const options = (given[1] ?? {}) as ClientOptions<In, Out>;
    if (typeof options !== "object") throw new OptionError("options", options, "an object");
    const provide = typeof url === "function" ? url : undefined;
    const text = provide ? "" : `${url}`;
    this.#protocols = protocolList(given[0]);
    const isResolvedLater = provide || (options.autoConnect === false && !baseUrl());
    this.#url = isResolvedLater ? text : webSocketUrl(text);
    this.#options = options;

    boot();
    this.#driver = driverFor(options, provide !== undefined);
    const { binaryType = "blob" } = options;
    this.#binaryType = binaryType;
    this.#codec = codecOf(options.codec as "json" | Codec<unknown, unknown> | undefined);
    this.#isQueueing = options.queue !== false;
    this.#mayHold = ((Object(options.queue) as QueueOptions).hold ?? "open") !== "open";
    this.#inbox = new Inbox(this, this.#codec, options.schema, (facts) =>
      fire(this, "invalid", facts),
    );
    this.#provider = provide && new AddressProvider(provide, this.#protocols, this.#driver);
    this.#snapshots = new SnapshotStore(() => this.#takeSnapshot());
    this.#listener = new SessionListener({
      driver: this.#driver,
      target: this,
      snapshots: this.#snapshots,
      release: () => options.signal?.removeEventListener("abort", this.#abort),
      inbox: this.#inbox,
      milestones: this.#milestones,
      provider: this.#provider,
      options,
    });
    if (options.autoConnect === false) return;
    try {
      this.open();
    } catch (error) {
      this.#driver.free();
      throw error;
    }
  }

  /**
   * Opens the client: for the first time, where it was made with `autoConnect: false`, or again after its end, with
   * the same address, options and listeners; while it is closing, as soon as that is done. Otherwise it does nothing.
   *
   * @throws OptionError if there is no class of sockets.
   * @throws DOMException `SyntaxError` if the URL is not valid and could not be looked at before.
   * @throws DOMException what the platform throws if no socket can be made; the client has ended then.
   */
  open(): void {
    const { signal, WebSocket } = this.#options;
    signal?.throwIfAborted();
    const Socket = socketClass(WebSocket, Client);
    if (!this.#provider) this.#url = webSocketUrl(this.#url);
    const { state } = this;
    if (state === "closing" || state === "ended") this.#milestones.reopen();
    this.#driver.listen(this.#listener);
    this.#driver.open(this.#url, this.#protocols, Socket);
    // A signal may outlive many clients: the listener goes with the end.
    signal?.addEventListener("abort", this.#abort);
    // A provider may have aborted it meanwhile.
    if (signal?.aborted) this.#abort();
  }

  /**
   * The URL of the present attempt, normalised: that which the peer named for it in a message, if it did; empty until a
   * provider has given one.
   */
  get url(): string {
    return this.#driver.announcedUrl ?? this.#provider?.url ?? this.#url;
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
  get binaryType(): platform.BinaryType {
    return this.#binaryType;
  }

  set binaryType(given: platform.BinaryType) {
    // Before the value is looked at: what is no client is refused whatever is given.
    const driver = this.#driver;
    const type = `${given}` as const;
    if (type !== "blob" && type !== "arraybuffer") return;
    driver.binaryType = type;
    this.#binaryType = type;
  }

  /** The diagnosis of the connection that ended last, if one has. */
  get diagnosis(): Diagnosis | undefined {
    // There is none while the constructor runs.
    return this.#listener?.diagnosis;
  }

  /** When the next attempt is due, as `Date.now()` counts, if one is set. */
  get retryAt(): number | undefined {
    return this.#driver.retryAt;
  }

  /** The number of the retry that is awaited or under way; 0 where there is none. */
  get attempt(): number {
    return this.#driver.attempt;
  }

  /** All that a badge shows, frozen: the same object until something of it changes. */
  get snapshot(): Snapshot {
    return this.#snapshots.current;
  }

  /**
   * Calls a function whenever there is another `snapshot`, from now on: what `useSyncExternalStore` and the stores of
   * other frameworks take.
   *
   * @param listener What it throws is reported.
   * @returns A function that ends it.
   * @throws OptionError if the listener is no function.
   */
  onChange(listener: () => unknown): () => void {
    return this.#snapshots.onChange(listener);
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
   * closing or closed, or where the message gave way in a full outbox (`"drop-newest"`). With `queue: false` it returns nothing, as the platform's `send`.
   *
   * @throws OutboxError if the outbox has no room.
   * @throws CodecError if JSON cannot write it, with the codec `"json"`: `undefined` and functions.
   * @throws ReceiveOnlyError if the profile is of a protocol that lets the client send nothing.
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
    const tag = options?.tag;
    let data = toSendable(this.#codec ? this.#codec.encode(message) : message);
    const bytes = sizeOf(data);
    const mayWait = this.#isQueueing && (this.#mayHold || this.#driver.state !== "open");
    if (mayWait) data = copyOf(data);
    const context = this.#codec
      ? { message, tag }
      : tag === undefined
        ? undefined
        : { message: data, tag };
    const outcome = this.#driver.send(data, context, bytes, ttl);
    switch (outcome) {
      case "full":
      case "too-big":
        throw new OutboxError(outcome, bytes, this.#outbox());
      case "receive-only":
        throw new ReceiveOnlyError(`${this.#options.profile?.name}`);
      case "not-open":
        throw new DOMException("the connection is not open yet", "InvalidStateError");
    }
    if (outcome === "queued" || outcome === "dropped") {
      this.#listenIfIdle();
      this.#snapshots.notify();
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
    // Before the values are looked at: what is no client is refused whatever is given.
    const driver = this.#driver;
    const [code, reason] = closeArguments(...given);
    this.#listenIfIdle();
    driver.close(code, reason);
  }

  /**
   * Takes back the messages that wait in the outbox, as they were given to `send`, the oldest first: they will not be
   * sent. Bytes are as they were then.
   */
  takeQueued(): Out[] {
    const queued: readonly unknown[] = this.#driver.takeQueued();
    this.#snapshots.notify();
    return queued.map((one) => (isContext(one) ? one.message : one) as Out);
  }

  /**
   * Makes a new connection, now: in place of an open one, or without waiting for the retry. A client that has ended is
   * opened again.
   *
   * @param given The code and the reason with which the open connection is closed; see `close`.
   * @throws DOMException as `close` and `open`.
   */
  reconnect(...given: [code?: number, reason?: string]): void {
    const [code, reason] = closeArguments(...given);
    const { state } = this;
    if (state === "idle" || state === "closing" || state === "ended") this.open();
    else this.#driver.reconnect(code, reason);
    // A row of retries may have begun anew, of which no event tells.
    this.#snapshots.notify();
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
   * the default options. A loop ends with the user's own close, and throws an `EndedError` if the session ended
   * otherwise. To break out of it leaves the client open.
   */
  messages(options: MessagesOptions = {}): AsyncIterableIterator<In> {
    return iterate<In>(this.#inbox, this.#milestones, options);
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
    listener: (this: Client<In, Out>, event: ClientEventMap<In, Out>[K]) => unknown,
    options?: platform.ListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: platform.Listener,
    options?: platform.ListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: platform.Listener,
    ..._options: [options?: platform.ListenerOptions]
  ): void {
    // biome-ignore lint/complexity/noArguments: the platform counts them
    const given = arguments as unknown as Parameters<EventTarget["addEventListener"]>;
    super.addEventListener(...given);
    // For good, as the platform alone knows when one goes that was added with `once` or a signal. Code that takes this
    // method for that of every EventTarget may call it on another one.
    if (`${type}` === "message" && listener && #inbox in this) this.#inbox.mayHaveListeners = true;
  }

  #outbox(): OutboxFacts {
    const { maxMessages, maxBytes, stats } = this.#driver;
    return { maxMessages, maxBytes, ...stats };
  }

  /** Before it is opened, a client is heard only if there is something to tell: else it could not be collected. */
  #listenIfIdle(): void {
    if (this.#driver.state === "idle") this.#driver.listen(this.#listener);
  }

  #takeSnapshot(): Snapshot {
    const { state, retryAt, attempt, queued } = this.#driver;
    return { state, diagnosis: this.diagnosis, retryAt, attempt, queued };
  }
}

// The types alone, for `removeEventListener` is the platform's.
export interface Client<In, Out> {
  removeEventListener<K extends keyof ClientEventMap>(
    type: K,
    listener: (this: Client<In, Out>, event: ClientEventMap<In, Out>[K]) => unknown,
    options?: platform.RemovalOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: platform.Listener,
    options?: platform.RemovalOptions,
  ): void;
}

/** An event handler. */
export type EventHandler<In, Out, Type extends keyof ClientEventMap> =
  | ((this: Client<In, Out>, event: ClientEventMap<In, Out>[Type]) => unknown)
  | null;

/** One as it is read: of any event, for a `Client` could not be given to what takes a `WebSocket` otherwise. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyHandler = ((this: any, event: any) => unknown) | null;

/** How to send one message. */
export interface SendOptions {
  /** How long it may wait in the outbox, in ms, at least 1. Default: that of the option `queue.ttl`. */
  ttl?: number | undefined;
  /** Any value; it comes back in the `sent` or `undelivered` event, if the message has to wait. */
  tag?: unknown;
}

/** The context of a message in the outbox, or the message itself: what a socket takes is no plain object. */
const isContext = (queued: unknown): queued is SendContext =>
  Object.getPrototypeOf(queued) === Object.prototype;

/** What became of a message: see `Client.send`. */
export type SendOutcome = "sent" | "queued" | "discarded";

function needOne({ length }: ArrayLike<unknown>): void {
  if (!length) throw new TypeError("1 argument required, but only 0 present");
}
