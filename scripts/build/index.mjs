import { buildJs } from "./js.mjs";
import { writeProfiles } from "./profiles.mjs";
import { buildWasm } from "./wasm.mjs";

/** Builds dist/ from the sources. Needs what `prepareToBuild` of the set-up prepares. */
export async function build() {
  await writeProfiles();
  await buildWasm();
  await buildJs();
}
