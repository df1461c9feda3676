import type { Blob, BufferSource } from "./platform.js";

/** What a socket delivers. */
export type Payload = string | ArrayBuffer | Blob;

/** What a socket takes. */
export type Sendable = string | BufferSource | Blob;

/** What is sent, unless it is given: the same as what comes, or what a socket takes where that is what one delivers. */
export type SentBeside<In> = [unknown] extends [In] ? In : [In] extends [Payload] ? Sendable : In;

const encoder = /* @__PURE__ */ new TextEncoder();

/** @internal The size of what a socket delivered, or takes, in bytes. */
export function sizeOf(data: unknown): number {
  if (typeof data !== "string") {
    // The event of a class that was given may have no data.
    return (data as ArrayBuffer | null)?.byteLength ?? (data as Blob | null)?.size ?? 0;
  }
  // A look at each character is many times faster than to encode them. A lone surrogate is sent as U+FFFD.
  return /[\x80-\uffff]/.test(data) ? encoder.encode(data).length : data.length;
}

/**
 * @internal What `WebSocket.send` would make of a value: `(BufferSource or Blob or USVString)` of Web IDL,
 * which refuses memory that is shared or that may change its size.
 */
export function toSendable(value: unknown): Sendable {
  const memory = ArrayBuffer.isView(value) ? value.buffer : value;
  // By its tag, so that a value from another frame is known too.
  const tag = Object.prototype.toString.call(memory).slice(8, -1);
  if (tag === "Blob" || tag === "File") return value as Blob;
  if (tag !== "ArrayBuffer" && memory === value) return `${value}`;
  if (tag !== "ArrayBuffer" || (memory as ArrayBuffer).resizable) {
    throw new TypeError("memory to send may not be shared or resizable");
  }
  return value as BufferSource;
}

/** @internal The message as it is now: the user may change the memory while the message waits. */
export function copyOf(data: Sendable): Sendable {
  const memory = data as ArrayBufferView<ArrayBuffer>;
  const { buffer = data as ArrayBuffer, byteOffset = 0, byteLength } = memory;
  // A string and a Blob have no such length, and there is nothing to copy from detached memory.
  return byteLength ? buffer.slice(byteOffset, byteOffset + byteLength) : data;
}
