/// <reference lib="esnext.disposable" preserve="true" />
import { closeArguments } from "./closing.js";
import type { ClientEventMap, End, State } from "./events.js";
import { iterate, type MessagesOptions } from "./iterate.js";
import { type Life, live, type SendOutcome } from "./life.js";
import type { ClientOptions, Source } from "./options.js";
import type { Payload, Sendable } from "./payload.js";
import { shape } from "./shape.js";
import type { Stats } from "./stats.js";
import { type ClientStreams, streamsOf } from "./streams.js";
import { words } from "./words.js";

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

  get onopen(): AnyHandler;
  set onopen(handler: EventHandler<In, Out, "open">);
  get onmessage(): AnyHandler;
  set onmessage(handler: EventHandler<In, Out, "message">);
  get onerror(): AnyHandler;
  set onerror(handler: EventHandler<In, Out, "error">);
  get onclose(): AnyHandler;
  set onclose(handler: EventHandler<In, Out, "close">);

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

/** An event handler. */
export type EventHandler<In, Out, Type extends keyof ClientEventMap> =
  | ((this: Client<In, Out>, event: ClientEventMap<In>[Type]) => unknown)
  | null;

/** One as it is read: of any event, for a `Client` could not be given to what takes a `WebSocket` otherwise. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyHandler = ((this: any, event: any) => unknown) | null;

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

/** The value of an event handler attribute. */
type Handler = ((this: unknown, event: Event) => unknown) | null;

/** Makes the class. Its members come from object literals, which make them enumerable, as Web IDL wants them. */
function makeClass() {
  class WebClient extends EventTarget {
    readonly #life: Life;
    readonly #handlers: Record<string, Handler> = {};
    readonly #hear = (event: Event) => {
      const handler = this.#handlers[event.type];
      if (typeof handler === "function" && handler.call(this, event) === false)
        event.preventDefault();
    };

    constructor(url: unknown, ...given: [protocols?: unknown, options?: ClientOptions]) {
      // biome-ignore lint/complexity/noArguments: a rest parameter would change `length`
      needOne(arguments);
      super();
      this.#life = live(this, url, ...given);
    }

    static {
      const members = (of: object & ThisType<WebClient & Client>) => {
        Object.defineProperties(WebClient.prototype, Object.getOwnPropertyDescriptors(of));
      };
      for (const name of words(
        "url readyState bufferedAmount extensions protocol state stats opened drained ended",
      )) {
        members({
          get [name]() {
            return this.#life[name];
          },
        });
      }
      // HTML, "event handler IDL attributes": a primitive turns into null, an object that cannot be called is kept
      // and does nothing, a new handler takes the place of the old one among the listeners, null gives it up.
      for (const type of words("open message error close")) {
        members({
          get [`on${type}`]() {
            return this.#handlers[type] ?? null;
          },
          set [`on${type}`](given: Handler) {
            this.#handlers[type] = Object(given) === given ? given : null;
            // What listens already stays where it is. A subclass has no say in it.
            const act = this.#handlers[type] ? "addEventListener" : "removeEventListener";
            EventTarget.prototype[act].call(this, type, this.#hear);
          },
        });
      }
      members({
        get binaryType() {
          return this.#life.binaryType;
        },
        set binaryType(value) {
          this.#life.binaryType = value;
        },
        send(message: unknown, options: SendOptions = {}) {
          // biome-ignore lint/complexity/noArguments: a rest parameter would change `length`
          needOne(arguments);
          return this.#life.send(message, options?.ttl);
        },
        close(...given: [code?: unknown, reason?: unknown]) {
          this.#life.close(...closeArguments(...given));
        },
        reconnect() {
          this.#life.reconnect();
        },
        messages(options: MessagesOptions = {}) {
          return iterate(this, options);
        },
        streams() {
          return streamsOf(this);
        },
        [Symbol.asyncIterator]() {
          return this.messages();
        },
        [Symbol.dispose]() {
          this.close();
        },
        async [Symbol.asyncDispose]() {
          this.close();
          await this.ended;
        },
      });
    }
  }
  return shape(WebClient) as unknown as ClientConstructor;
}

function needOne({ length }: ArrayLike<unknown>): void {
  if (!length) throw new TypeError("1 argument required, but only 0 present");
}

/** The class of every client. */
export const Client = /* @__PURE__ */ makeClass();
