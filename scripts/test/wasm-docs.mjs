import { appFeatures } from "../lib/features.mjs";
import { execute } from "../lib/run.mjs";
import { dropStaleWasm } from "../lib/stale.mjs";
import { TARGET, wasmEnv } from "../lib/toolchain.mjs";

/** Compiles the examples in the documentation of the Rust client. They are not run: each would need a page. */
export async function compileWasmDocs() {
  const env = wasmEnv();
  dropStaleWasm(env);
  const runner = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "node --eval 0" };
  const args = ["test", "--doc", "--package", "closewise", "--target", TARGET];
  const { code } = await execute("cargo", [...args, "--features", appFeatures()], {
    env: { ...env, ...runner },
  });
  return { passed: Number(code === 0), failed: Number(code !== 0) };
}
