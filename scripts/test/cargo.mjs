import { execute } from "../lib/run.mjs";
import { countCargo } from "./count.mjs";

/** Unit, integration and documentation tests of every crate of the workspace, natively. */
export async function runCargoTests() {
  const args = ["test", "--workspace", "--features", "closewise/serde", "--no-fail-fast"];
  return countCargo(await execute("cargo", args));
}
