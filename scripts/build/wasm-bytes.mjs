// The wasm inside a JavaScript file: build/wasm-bytes.js, one string, one character a byte (Latin-1).
// Escaped as ASCII it compresses to 18% less than base64, and decodes with charCodeAt alone.
import { readFileSync, writeFileSync } from "node:fs";
import { at } from "../lib/paths.mjs";

export function writeWasmBytes(wasmFile) {
  const literal = escapeLatin1(readFileSync(wasmFile).toString("latin1"));
  writeFileSync(
    at("build", "wasm-bytes.js"),
    `// Generated: the bytes of closewise.wasm, one character a byte.\nexport const wasmBytes =\n  ${literal};\nexport default wasmBytes;\n`,
  );
  writeFileSync(
    at("build", "wasm-bytes.d.ts"),
    "/** The bytes of closewise.wasm, one character (U+0000 to U+00FF) a byte. */\nexport declare const wasmBytes: string;\nexport default wasmBytes;\n",
  );
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
