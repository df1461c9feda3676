// npm run size -- functions: the largest functions of the wasm, by name.
import { compile } from "../build/compile.mjs";
import { makeGlue } from "../build/glue.mjs";
import { compileRustApp } from "./rust-apps.mjs";
import { number } from "./table.mjs";

/** Of the package, or of a Rust app. Before wasm-opt: its inlining would blur whose bytes are whose. */
export async function listFunctions(app) {
  const compiled = await (app ? compileRustApp(app) : compile());
  const { wasm } = await makeGlue(compiled, { keepNames: true });
  for (const { name, bytes } of functionSizes(wasm).slice(0, 60)) {
    console.log(`${number(bytes).padStart(7)}  ${name}`);
  }
}

/** `[{ name, bytes }]`, largest first. Reads the code and name sections of a wasm binary. */
function functionSizes(wasm) {
  const reader = new Reader(wasm, 8);
  let imported = 0;
  let sizes = [];
  let names = new Map();
  while (!reader.atEnd()) {
    const id = reader.byte();
    const section = reader.slice(reader.number());
    if (id === IMPORT) imported = importedFunctions(section);
    if (id === CODE) sizes = codeSizes(section);
    if (id === CUSTOM && section.text() === "name") names = functionNames(section);
  }
  return sizes
    .map((bytes, i) => ({ name: demangled(names.get(imported + i) ?? `function ${i}`), bytes }))
    .sort((a, b) => b.bytes - a.bytes);
}

const CUSTOM = 0;
const IMPORT = 2;
const CODE = 10;

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  atEnd() {
    return this.at >= this.bytes.length;
  }
  byte() {
    return this.bytes[this.at++];
  }
  /** An unsigned LEB128. */
  number() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
  slice(length) {
    const part = new Reader(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return part;
  }
  text() {
    return new TextDecoder().decode(this.slice(this.number()).bytes);
  }
}

/** The memory and the tables are the module's own: it imports functions only. */
function importedFunctions(section) {
  const count = section.number();
  for (let i = 0; i < count; i++) {
    section.text();
    section.text();
    if (section.byte() !== 0) throw new Error("an import that is no function");
    section.number();
  }
  return count;
}

const codeSizes = (section) =>
  Array.from({ length: section.number() }, () => {
    const length = section.number();
    section.slice(length);
    return length;
  });

function functionNames(section) {
  const FUNCTIONS = 1;
  while (!section.atEnd()) {
    const id = section.byte();
    const part = section.slice(section.number());
    if (id !== FUNCTIONS) continue;
    return new Map(Array.from({ length: part.number() }, () => [part.number(), part.text()]));
  }
  return new Map();
}

/** Without the hashes that tell crates of one name apart. */
const demangled = (name) => name.replace(/\[[0-9a-f]+\]|::h[0-9a-f]{16}$/g, "");
