// The wasm inside a JavaScript file: build/wasm-bytes.js.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { encode } from "./ascii.mjs";

export function embed(wasm, folder) {
  const { key, text } = smallest(wasm);
  writeFileSync(
    join(folder, "wasm-bytes.js"),
    `// Generated: the bytes of closewise.wasm, as js/bytes.ts reads them.
export const wasmKey = ${key};
export const wasmBytes =
  "${text}";
`,
  );
  writeFileSync(
    join(folder, "wasm-bytes.d.ts"),
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
