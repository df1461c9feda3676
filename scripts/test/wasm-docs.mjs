import { targetDir } from "../lib/paths.mjs";
import { execute } from "../lib/run.mjs";
import { dropStaleWasm } from "../lib/stale.mjs";
import { TARGET, wasmEnv } from "../lib/toolchain.mjs";
import { single } from "./count.mjs";

/** Compiles the examples in the documentation of the Rust client. They are not run: each would need a page. */
export async function compileWasmDocs({ cwd } = {}) {
  const env = wasmEnv();
  dropStaleWasm(env);
  const runner = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "node --eval 0" };
  const args = ["test", "--doc", "--package", "closewise", "--target", TARGET];
  const { code, output } = await execute("cargo", [...args, "--features", "typed"], {
    cwd,
    env: { ...env, ...runner, CARGO_TARGET_DIR: targetDir },
  });
  // A cargo before 1.89 passes over the examples of another target than its own, and says nothing.
  const passed = code === 0 && /^ *Doc-tests closewise$/m.test(output);
  return single(passed, "the examples of the Rust client do not compile");
}
