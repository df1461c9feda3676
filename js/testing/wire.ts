import { dispatch } from "../dispatch.js";
import { type Sendable, sizeOf } from "../payload.js";
import { READY_STATES } from "../web-interface.js";
import type { Close, CloseRequest, Message } from "./connection.js";
import { Feed } from "./feed.js";
import { later } from "./later.js";

const { CONNECTING, OPEN, CLOSING, CLOSED } = READY_STATES;

/**
 * @internal The state of a socket, and all that can happen to it. Both ends hold it: the socket reads it and tells what
 * the client does, the connection tells what the server does.
 */
export class Wire {
  readonly socket: EventTarget;
  readonly url: string;
  readonly protocols: readonly string[];
  readonly received = new Feed<Message>();
  /** Resolves once the socket is closed. */
  readonly closed: Promise<Close>;

  readyState: 0 | 1 | 2 | 3 = CONNECTING;
  protocol = "";
  extensions = "";
  binaryType: BinaryType = "blob";
  bufferedAmount = 0;
  /** Set by the client's `close()`. */
  closeRequest: CloseRequest | undefined;
  /** Whether the client's `close()` is answered, as a server's protocol layer does. */
  answersClose = true;
  #tellClosed!: (close: Close) => void;

  constructor(socket: EventTarget, url: string, protocols: readonly string[]) {
    this.socket = socket;
    this.url = url;
    this.protocols = protocols;
    this.closed = new Promise((resolve) => {
      this.#tellClosed = resolve;
    });
  }

  /** The client sends. After its `close()` the platform counts what it throws away. */
  send(data: Sendable): void {
    if (this.readyState === OPEN) this.received.push(asReceived(data));
    else this.bufferedAmount += sizeOf(data);
  }

  /** The client closes. */
  requestClose(code: number | undefined, reason: string): void {
    if (this.readyState >= CLOSING) return;
    const wasOpen = this.readyState === OPEN;
    this.readyState = CLOSING;
    const request = { code, reason: code === undefined ? "" : wellFormed(reason) };
    this.closeRequest = request;
    later(() => {
      // The platform gives up an attempt by itself; only the closing handshake takes a server.
      if (!wasOpen) this.fail();
      else if (this.answersClose) this.close({ ...request, code: code ?? 1005, wasClean: true });
    });
  }

  /** The server accepts. */
  open(protocol: string, extensions: string): void {
    this.readyState = OPEN;
    this.protocol = protocol;
    this.extensions = extensions;
    dispatch(this.socket, new Event("open"));
  }

  /** The server sends. Once the client has begun to close, it hears no more messages. */
  deliver(message: string | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== OPEN) return;
    const { origin } = new URL(this.url);
    dispatch(this.socket, new MessageEvent("message", { data: this.#asData(message), origin }));
  }

  /** The connection is over. */
  close(close: Close): void {
    if (this.#end()) this.#tell(close);
  }

  /** The same, as a failure: `error` comes first, in the same task. */
  fail(): void {
    if (!this.#end()) return;
    dispatch(this.socket, new Event("error"));
    this.#tell({ code: 1006, reason: "", wasClean: false });
  }

  /** Whether it was not over already. */
  #end(): boolean {
    if (this.readyState === CLOSED) return false;
    this.readyState = CLOSED;
    return true;
  }

  #tell(close: Close): void {
    const { code, reason, wasClean } = close;
    this.received.end();
    this.#tellClosed(close);
    // Node 20 has no such class.
    const event =
      typeof CloseEvent === "function"
        ? new CloseEvent("close", close)
        : Object.assign(new Event("close"), { code, reason, wasClean });
    dispatch(this.socket, event);
  }

  #asData(message: string | Uint8Array<ArrayBuffer>): string | Blob | ArrayBuffer {
    if (typeof message === "string") return message;
    return this.binaryType === "blob" ? new Blob([message]) : message.buffer;
  }
}

function asReceived(data: Sendable): Message {
  if (typeof data === "string") return wellFormed(data);
  return "size" in data ? data : copyOf(data);
}

/** What travels is UTF-8, which has no lone surrogates. */
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** @internal The bytes of some memory as they are now: none where it was detached. */
export function copyOf(memory: BufferSource): Uint8Array<ArrayBuffer> {
  const { buffer = memory, byteOffset = 0, byteLength } = memory as ArrayBufferView<ArrayBuffer>;
  if (byteLength === 0) return new Uint8Array();
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength).slice();
}
