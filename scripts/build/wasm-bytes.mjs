// The wasm inside a JavaScript file: build/wasm-bytes.js, one string, one character a byte (Latin-1).
// Escaped as ASCII it compresses to 18% less than base64. Each byte is combined with a key (xor), chosen so
// that the bytes that wasm has most of become characters that need no escape: 15% less text, 2% less brotli.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { at } from "../lib/paths.mjs";

export function writeWasmBytes(wasmFile) {
  const { key, literal } = smallest(readFileSync(wasmFile));
  writeFileSync(
    at("build", "wasm-bytes.js"),
    `// Generated: the bytes of closewise.wasm, one character a byte, each combined with the key (xor).
export const wasmKey = ${key};
export const wasmBytes =
  ${literal};
`,
  );
  writeFileSync(
    at("build", "wasm-bytes.d.ts"),
    `/** The bytes of closewise.wasm, one character (U+0000 to U+00FF) a byte, each combined with the key (xor). */
export declare const wasmBytes: string;
export declare const wasmKey: number;
`,
  );
}

/** Compression is slow, so only the shortest few are compressed. */
function smallest(bytes) {
  const candidates = Array.from({ length: 256 }, (_, key) => ({
    key,
    literal: escapeLatin1(Buffer.from(bytes.map((byte) => byte ^ key)).toString("latin1")),
  }));
  candidates.sort((a, b) => a.literal.length - b.literal.length);
  const weigh = ({ literal }) => brotliCompressSync(literal).length;
  const weights = candidates.slice(0, 8).map((candidate) => [weigh(candidate), candidate]);
  return weights.reduce((best, one) => (one[0] < best[0] ? one : best))[1];
}

const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\v": "\\v" };

/** A string literal in double quotes that holds printable ASCII only. */
export function escapeLatin1(text) {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    const code = text.charCodeAt(i);
    if (char === '"' || char === "\\") out += `\\${char}`;
    else if (code >= 0x20 && code < 0x7f) out += char;
    else if (SHORT[char]) out += SHORT[char];
    // "\0" before a digit would be an octal escape.
    else if (code === 0 && !/[0-9]/.test(text[i + 1] ?? "")) out += "\\0";
    else out += `\\x${code.toString(16).padStart(2, "0")}`;
  }
  return `"${out}"`;
}
