/** What a socket delivers. */
export type Payload = string | ArrayBuffer | Blob;

/** What a socket takes. */
export type Sendable = string | BufferSource | Blob;

/** Above this length it pays to let the platform count. */
const LONG = 500;

let encoder: TextEncoder;
let scratch: Uint8Array<ArrayBuffer> | undefined;

/** @internal The length of a string in UTF-8. A lone surrogate is sent as U+FFFD, of three bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  if (bytes > LONG) return encodedLength(text);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
  }
  return bytes;
}

function encodedLength(text: string): number {
  encoder ??= new TextEncoder();
  scratch ??= new Uint8Array(8192);
  let bytes = 0;
  for (let rest = text; rest; ) {
    const { read, written } = encoder.encodeInto(rest, scratch);
    bytes += written;
    rest = rest.slice(read);
  }
  return bytes;
}

/** @internal The size of what a socket delivered, in bytes. */
export function sizeOf(data: unknown): number {
  return typeof data === "string"
    ? utf8Length(data)
    : ((data as ArrayBuffer).byteLength ?? (data as Blob).size ?? 0);
}

/**
 * @internal What `WebSocket.send` would make of a value: `(BufferSource or Blob or USVString)` of Web IDL,
 * which refuses memory that is shared or that may change its size.
 */
export function toSendable(value: unknown): Sendable {
  if (typeof value === "string") return value;
  if (ArrayBuffer.isView(value)) {
    const { buffer } = value;
    if (!isFixed(buffer)) throw new TypeError(NOT_FIXED);
    return value as ArrayBufferView<ArrayBuffer>;
  }
  if (is(value, "ArrayBuffer")) {
    if (!isFixed(value)) throw new TypeError(NOT_FIXED);
    return value as ArrayBuffer;
  }
  return is(value, "Blob") || is(value, "File") ? (value as Blob) : `${value}`;
}

const isFixed = (memory: unknown) =>
  is(memory, "ArrayBuffer") && !(memory as ArrayBuffer).resizable;

const NOT_FIXED = "the memory to send from may not be shared or resizable";

/** @internal The message as it is now: the user may change the memory while the message waits. */
export function snapshot(data: Sendable): Sendable {
  if (typeof data === "string" || is(data, "Blob") || is(data, "File")) return data;
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(data)
    ? data
    : { buffer: data as ArrayBuffer, byteOffset: 0, byteLength: (data as ArrayBuffer).byteLength };
  const copy = new Uint8Array(byteLength);
  // Detached memory has no length, and no view can be made of it.
  if (byteLength) copy.set(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
  return copy;
}

/** By its tag, so that a value from another frame is known too. */
const is = (value: unknown, name: string): boolean =>
  Object(value) === value && Object.prototype.toString.call(value) === `[object ${name}]`;
