// Messages as lines of text.
import { bytes } from "../i18n/numbers.js";

/** What of a message is kept. */
const KEPT = 1000;
const KEPT_BYTES = 24;

export interface Described {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The first bytes of a `Blob`, which take a moment. */
  readonly later?: Promise<string>;
}

/** What was sent or came, in a line. */
export function describe(message: unknown): Described {
  if (message instanceof Blob) {
    const { size } = message;
    const read = async () => {
      const first = await message.slice(0, KEPT_BYTES).arrayBuffer();
      return `${bytes(size)}  ${hex(new Uint8Array(first), size)}`;
    };
    return { text: bytes(size), data: { type: "binary", size }, later: read() };
  }
  const memory = memoryOf(message);
  if (memory) {
    const size = memory.byteLength;
    return {
      text: `${bytes(size)}  ${hex(memory.subarray(0, KEPT_BYTES), size)}`,
      data: { type: "binary", size },
    };
  }
  const isText = typeof message === "string";
  const text = isText ? message : (JSON.stringify(message) ?? String(message));
  const isCut = text.length > KEPT;
  const size = { size: new TextEncoder().encode(text).length };
  return {
    text: isCut ? `${text.slice(0, KEPT)}…` : text,
    data: { type: isText ? "text" : "json", ...size, ...(isCut ? { cut: true } : {}) },
  };
}

function memoryOf(message: unknown): Uint8Array | undefined {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  if (!ArrayBuffer.isView(message)) return undefined;
  return new Uint8Array(message.buffer, message.byteOffset, message.byteLength);
}

const hex = (memory: Uint8Array, size: number): string => {
  const digits = Array.from(memory, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return size > memory.length ? `${digits} …` : digits;
};
