import type { Blob } from "../platform.js";
import { READY_STATES } from "../web-interface.js";
import type { FakeWebSocketClass } from "./socket.js";
import { copyOf, type Wire } from "./wire.js";

/** A message of the client's: text, the bytes that its memory held, or the `Blob` that it sent. */
export type Message = string | Uint8Array | Blob;

/** How a connection ended, as the client's `close` event tells it. */
export interface Close {
  /** The close code, or the one that is told in its place, such as 1006. */
  readonly code: number;
  /** The reason; empty for none. */
  readonly reason: string;
  /** Whether both Close frames were exchanged. */
  readonly wasClean: boolean;
}

/** What the client's `close()` was called with. */
export interface CloseRequest {
  /** The code; undefined for none. */
  readonly code: number | undefined;
  /** The reason; empty for none. */
  readonly reason: string;
}

/** What the server agrees to when it accepts a connection. */
export interface AcceptOptions {
  /** The subprotocol that it chooses. Default: the first that the client asked for, or none. */
  protocol?: string | undefined;
  /** The extensions that it chooses. Default: none. */
  extensions?: string | undefined;
}

/** What else a close tells. */
export interface CloseOptions {
  /** Whether the client is told that both Close frames were exchanged. Default: false for 1006 and 1015 alone. */
  wasClean?: boolean | undefined;
}

/**
 * The server's end of a connection. Whatever it does has happened, listeners included, when the call returns.
 */
export class FakeConnection implements AsyncIterable<Message> {
  readonly #wire: Wire;

  /** @internal */
  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** The client's end: the socket that its code holds. */
  get socket(): InstanceType<FakeWebSocketClass> {
    return this.#wire.socket as InstanceType<FakeWebSocketClass>;
  }

  /** The URL that the client connects to, normalised. */
  get url(): string {
    return this.#wire.url;
  }

  /** The subprotocols that the client asked for. */
  get protocols(): readonly string[] {
    return this.#wire.protocols;
  }

  /** The `readyState` of the client's socket. */
  get readyState(): 0 | 1 | 2 | 3 {
    return this.#wire.readyState;
  }

  /** All messages that the client has sent so far. */
  get messages(): readonly Message[] {
    return this.#wire.received.items;
  }

  /**
   * The first message that was not handed out yet, now or when it comes. It rejects if the connection is closed before.
   */
  async nextMessage(): Promise<Message> {
    const { done, value } = await this.#wire.received.next();
    if (done) throw new Error("the connection was closed before a further message came");
    return value;
  }

  /** The messages that were not handed out yet, and those that come, until the connection is closed. */
  [Symbol.asyncIterator](): AsyncIterator<Message, undefined> {
    return this.#wire.received;
  }

  /** What the client's `close()` was called with; undefined until then. */
  get closeRequest(): CloseRequest | undefined {
    return this.#wire.closeRequest;
  }

  /** Resolves once the client's socket is closed, whoever closed it. */
  get closed(): Promise<Close> {
    return this.#wire.closed;
  }

  /** The `bufferedAmount` of the client's socket, in bytes: 0 until the test sets it, or the client sends after `close()`. */
  get bufferedAmount(): number {
    return this.#wire.bufferedAmount;
  }

  set bufferedAmount(bytes: number) {
    this.#wire.bufferedAmount = bytes;
  }

  /**
   * Opens the connection.
   *
   * @throws Error if it is not connecting any more, or if the client did not ask for the subprotocol.
   */
  accept({ protocol, extensions = "" }: AcceptOptions = {}): void {
    const { readyState, protocols } = this.#wire;
    if (readyState !== READY_STATES.CONNECTING) {
      throw new Error(
        `only a connection that is connecting can be accepted; this is ${stateOf(this)}`,
      );
    }
    if (protocol && !protocols.includes(protocol)) {
      throw new Error(
        `the client did not ask for the subprotocol "${protocol}", and would fail: that is fail()`,
      );
    }
    this.#wire.open(protocol ?? protocols[0] ?? "", extensions);
  }

  /**
   * Sends a message: text, or the bytes of some memory. One that comes after the client's `close()` is not heard.
   *
   * @throws Error if the connection was not accepted, or is closed.
   */
  send(message: string | ArrayBuffer | ArrayBufferView): void {
    this.#needAccepted("send");
    if (typeof message !== "string" && !isMemory(message)) {
      throw new TypeError("a message is a string, an ArrayBuffer or a view of one");
    }
    this.#wire.deliver(typeof message === "string" ? message : copyOf(message as BufferSource));
  }

  /**
   * Closes the connection with any code, also with those that no server can send: `close(1006)` is a connection that
   * dropped. Without a code the Close frame has none, and the client is told 1005.
   *
   * @throws Error if the connection was not accepted, or is closed.
   */
  close(code = 1005, reason = "", options: CloseOptions = {}): void {
    this.#needAccepted("close");
    const { wasClean = code !== 1006 && code !== 1015 } = options;
    this.#wire.close({ code, reason, wasClean });
  }

  /**
   * Lets the connection fail as the platform does, accepted or not: the socket is closed, and `error` and `close` (1006,
   * not clean) are told at once.
   *
   * @throws Error if the connection is closed.
   */
  fail(): void {
    if (this.readyState === READY_STATES.CLOSED) throw new Error("the connection is closed");
    this.#wire.fail();
  }

  /**
   * Answers nothing from now on: the client's `close()` waits for ever, or until the test calls `close` or `fail`. (A
   * connection that is not accepted waits anyway.)
   */
  stall(): void {
    this.#wire.answersClose = false;
  }

  #needAccepted(method: string): void {
    const { readyState } = this;
    if (readyState === READY_STATES.CONNECTING) {
      throw new Error(`${method}() takes a connection that was accepted: call accept() first`);
    }
    if (readyState === READY_STATES.CLOSED) throw new Error("the connection is closed");
  }
}

const stateOf = ({ readyState }: FakeConnection) =>
  ["connecting", "open", "closing", "closed"][readyState];

const isMemory = (value: unknown) =>
  ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === "[object ArrayBuffer]";
