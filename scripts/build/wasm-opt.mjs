// Binaryen's optimiser, of the npm package.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";

/**
 * Named one by one: --all-features would emit what browsers do not know yet. These are what rustc turns
 * on for the target by itself, and wasm-bindgen's reference types.
 */
const FEATURES = [
  "reference-types",
  "bulk-memory",
  "multivalue",
  "sign-ext",
  "nontrapping-float-to-int",
  "mutable-globals",
].map((name) => `--enable-${name}`);

/** Resolves to `{ wasm, printed }`: the bytes that it made, and what it printed. */
export async function wasmOpt(wasm, args) {
  const folder = mkdtempSync(join(tmpdir(), "closewise-wasm-opt-"));
  const file = join(folder, "closewise.wasm");
  try {
    writeFileSync(file, wasm);
    const program = at("node_modules", "binaryen", "bin", "wasm-opt");
    const printed = await must(
      process.execPath,
      [program, ...FEATURES, ...args, file, "-o", file],
      { show: false },
    );
    return { wasm: readFileSync(file), printed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
