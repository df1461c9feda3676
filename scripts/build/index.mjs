import { buildJs } from "./js.mjs";
import { writeProfiles } from "./profiles.mjs";
import { buildWasm, wasmFile } from "./wasm.mjs";
import { writeWasmBytes } from "./wasm-bytes.mjs";

/** Builds dist/ from the sources. Needs what `prepareToBuild` of the set-up prepares. */
export async function build() {
  await writeProfiles();
  await buildWasm();
  writeWasmBytes(wasmFile);
  await buildJs();
}
