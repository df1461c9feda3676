// The wasm inside a JavaScript file: build/wasm-bytes.js.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { at } from "../lib/paths.mjs";
import { encode } from "./ascii.mjs";

export function writeWasmBytes(wasmFile) {
  const { key, text } = smallest(readFileSync(wasmFile));
  writeFileSync(
    at("build", "wasm-bytes.js"),
    `// Generated: the bytes of closewise.wasm, as js/bytes.ts reads them.
export const wasmKey = ${key};
export const wasmBytes =
  "${text}";
`,
  );
  writeFileSync(
    at("build", "wasm-bytes.d.ts"),
    `/** The bytes of closewise.wasm, in one or two characters each. */
export declare const wasmBytes: string;
/** What each byte was combined with (xor), so that more of them need but one. */
export declare const wasmKey: number;
`,
  );
}

/** Compression is slow, so only the shortest few are compressed. */
function smallest(bytes) {
  const candidates = Array.from({ length: 256 }, (_, key) => ({ key, text: encode(bytes, key) }));
  candidates.sort((a, b) => a.text.length - b.text.length);
  const weigh = ({ text }) => brotliCompressSync(text).length;
  const weights = candidates.slice(0, 8).map((candidate) => [weigh(candidate), candidate]);
  return weights.reduce((best, one) => (one[0] < best[0] ? one : best))[1];
}
