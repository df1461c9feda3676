// The platform's own types, wherever they are declared: in the DOM library, in that for workers, or in the types of Node.
// A declaration of this package names them by this file alone, for a name that is declared nowhere would be an error in
// the user's program. In its place stands then what the package needs of it.

/** The platform's `Event`. */
export type Event = Instance<"Event", BareEvent>;

/** The platform's `EventTarget`. */
export type EventTarget = Instance<"EventTarget", BareEventTarget>;

/** The class of it. */
export type EventTargetClass = typeof globalThis extends { readonly EventTarget: infer Found }
  ? Found
  : new () => BareEventTarget;

/** What the `addEventListener` of every target takes, and its `removeEventListener`. */
export type Listener = Parameters<EventTarget["addEventListener"]>[1] | null;
export type ListenerOptions = Parameters<EventTarget["addEventListener"]>[2];
export type RemovalOptions = Parameters<EventTarget["removeEventListener"]>[2];

/** The platform's `MessageEvent`. */
export interface MessageEvent<Data> extends Instance<"MessageEvent", BareMessageEvent> {
  /** The message. */
  readonly data: Data;
}

/** What a `CloseEvent` is: Node 20 has no such class. */
export interface CloseEvent extends Event {
  /** The code of the close, or one that stands for it, such as 1006. */
  readonly code: number;
  /** The reason that was given; empty for none. */
  readonly reason: string;
  /** Whether both Close frames were exchanged. */
  readonly wasClean: boolean;
}

/** How a socket hands out binary messages. */
export type BinaryType = "blob" | "arraybuffer";

/** The platform's `AbortSignal`. */
export type AbortSignal = Instance<"AbortSignal", BareAbortSignal>;

/** The platform's `Blob`. */
export type Blob = Instance<"Blob", BareBlob>;

/** Memory that is not shared. */
export type BufferSource = ArrayBuffer | (ArrayBufferView & { readonly buffer: ArrayBuffer });

/** The platform's `URL`. */
export type URL = Instance<"URL", BareURL>;

/** The platform's `Response`. Where none is declared, none can be given. */
export type Response = Instance<"Response", never>;

/** The platform's `WebAssembly.Module`, likewise. */
export type WebAssemblyModule = typeof globalThis extends {
  readonly WebAssembly: { readonly Module: { readonly prototype: infer Found } };
}
  ? Found
  : never;

// Values, for only the type of one can be given a type argument.
declare const readable: Instance<"ReadableStream", BareReadableStream<unknown>>;
declare const WritableStreams: typeof globalThis extends { readonly WritableStream: infer Found }
  ? Found
  : new <Chunk>() => BareWritableStream<Chunk>;

/** The platform's `ReadableStream`. Its constructor has overloads for bytes alone, and this method has none. */
export type ReadableStream<Chunk> = ReturnType<typeof readable.pipeThrough<Chunk>>;

/** The platform's `WritableStream`. */
export type WritableStream<Chunk> = InstanceType<typeof WritableStreams<Chunk>>;

/** The class of the platform's sockets. */
export type WebSocketClass = typeof globalThis extends { readonly WebSocket: infer Found }
  ? Found
  : BareWebSocketClass;

/** What the instances of a global class are. */
type Instance<Name extends string, Otherwise> = typeof globalThis extends {
  readonly [N in Name]: { readonly prototype: infer Found };
}
  ? Found
  : Otherwise;

interface BareEvent {
  readonly type: string;
  readonly target: BareEventTarget | null;
  readonly currentTarget: BareEventTarget | null;
  readonly timeStamp: number;
  readonly defaultPrevented: boolean;
  preventDefault(): void;
  stopPropagation(): void;
  stopImmediatePropagation(): void;
}

interface BareEventTarget {
  addEventListener(
    type: string,
    listener: BareListener | null,
    options?: boolean | BareListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: BareListener | null,
    options?: boolean | { capture?: boolean },
  ): void;
  dispatchEvent(event: BareEvent): boolean;
}

type BareListener = ((event: BareEvent) => void) | { handleEvent(event: BareEvent): void };

interface BareListenerOptions {
  capture?: boolean;
  once?: boolean;
  passive?: boolean;
  signal?: BareAbortSignal;
}

interface BareMessageEvent extends BareEvent {
  readonly origin: string;
}

interface BareAbortSignal extends BareEventTarget {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}

interface BareBlob {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
}

interface BareURL {
  readonly href: string;
  toString(): string;
}

interface BareReadableStream<Chunk> extends AsyncIterable<Chunk> {
  getReader(): {
    read(): Promise<{ done: false; value: Chunk } | { done: true; value: undefined }>;
    cancel(reason?: unknown): Promise<void>;
    releaseLock(): void;
  };
  pipeThrough<Next>(transform: {
    readonly writable: BareWritableStream<Chunk>;
    readonly readable: BareReadableStream<Next>;
  }): BareReadableStream<Next>;
}

interface BareWritableStream<Chunk> {
  getWriter(): {
    write(chunk: Chunk): Promise<void>;
    close(): Promise<void>;
    abort(reason?: unknown): Promise<void>;
    releaseLock(): void;
  };
}

interface BareWebSocketClass {
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
  readonly prototype: BareWebSocket;
  new (url: string | URL, protocols?: string | string[]): BareWebSocket;
}

interface BareWebSocket extends EventTarget {
  binaryType: BinaryType;
  readonly bufferedAmount: number;
  readonly extensions: string;
  readonly protocol: string;
  readonly readyState: number;
  readonly url: string;
  onopen: ((event: Event) => unknown) | null;
  onmessage: ((event: MessageEvent<unknown>) => unknown) | null;
  onerror: ((event: Event) => unknown) | null;
  onclose: ((event: CloseEvent) => unknown) | null;
  send(message: string | BufferSource | Blob): void;
  close(code?: number, reason?: string): void;
}
