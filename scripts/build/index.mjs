import { buildJs } from "./js.mjs";
import { writeTables } from "./tables.mjs";
import { buildWasm } from "./wasm.mjs";

/** Builds dist/ from the sources. Needs what `prepareToBuild` of the set-up prepares. */
export async function build() {
  await writeTables();
  await buildWasm();
  await buildJs();
}
