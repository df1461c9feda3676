// The crate -> build/closewise.wasm, its glue in build/glue/, and the wasm as a string in build/wasm-bytes.js.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "../lib/paths.mjs";
import { compile } from "./compile.mjs";
import { declareEnums } from "./declare-enums.mjs";
import { embed } from "./embed.mjs";
import { makeGlue } from "./glue.mjs";
import { optimise } from "./optimise.mjs";
import { rename } from "./rename.mjs";
import { trim } from "./trim.mjs";

export const wasmFile = at("build", "closewise.wasm");
const note = at("build", "wasm.note");

/** What is done to the wasm and its glue, in order. Each takes and gives `{ wasm, js, types }`. */
const STEPS = { optimise, rename, trim, declareEnums };

export async function buildWasm() {
  const compiled = await compile();
  const inputs = fingerprint(compiled);
  if (isCurrent(inputs)) return;
  rmSync(note, { force: true });
  const { wasm } = await makeWasm(compiled, at("build"));
  writeFileSync(note, inputs);
  console.log(`build: closewise.wasm, ${wasm.length} bytes`);
}

/** Writes what JavaScript needs into a folder. The step `without` is left out, for `npm run size -- steps`. */
export async function makeWasm(compiled, folder, { without } = {}) {
  let made = await makeGlue(compiled);
  for (const [name, step] of Object.entries(STEPS)) {
    if (name !== without) made = await step(made);
  }
  mkdirSync(join(folder, "glue"), { recursive: true });
  writeFileSync(join(folder, "closewise.wasm"), made.wasm);
  writeFileSync(join(folder, "glue", "closewise.js"), made.js);
  writeFileSync(join(folder, "glue", "closewise.d.ts"), made.types);
  embed(made.wasm, folder);
  return made;
}

/** Made anew only when the compiled wasm or the way to go on from it changed. */
function fingerprint(compiled) {
  const hash = createHash("sha256").update(compiled);
  const scripts = at("scripts", "build");
  const files = readdirSync(scripts).map((name) => join(scripts, name));
  for (const file of [...files.sort(), at("package-lock.json"), at("Cargo.lock")]) {
    hash.update(readFileSync(file));
  }
  return hash.digest("hex");
}

const isCurrent = (inputs) =>
  existsSync(wasmFile) && existsSync(note) && readFileSync(note, "utf8") === inputs;
