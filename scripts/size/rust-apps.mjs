// What a Rust app weighs that keeps a connection: tests/rust-apps, built as wasm-pack or Trunk would for a release.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { makeGlue } from "../build/glue.mjs";
import { wasmOpt } from "../build/wasm-opt.mjs";
import { targetDir } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";
import { dropStaleWasm } from "../lib/stale.mjs";
import { TARGET, wasmEnv } from "../lib/toolchain.mjs";

/** `[{ name, bytes }]` of the two files that a page loads. */
export async function rustApp(name) {
  const { wasm, js } = await makeGlue(await compileRustApp(name));
  const optimised = await wasmOpt(wasm, ["-Oz"]);
  const minified = await transform(js, { minify: true, format: "esm" });
  return [
    { name: `${name}: the wasm`, bytes: optimised.wasm },
    { name: `${name}: the glue`, bytes: Buffer.from(minified.code) },
  ];
}

/** By itself: in one build with another, it would have that one's features, too. */
export async function compileRustApp(name) {
  const env = wasmEnv();
  dropStaleWasm(env);
  const args = ["build", "--release", "--target", TARGET, "--package", name];
  await must("cargo", args, { env: { ...env, RUSTFLAGS: "" } });
  return readFileSync(join(targetDir, TARGET, "release", `${name.replaceAll("-", "_")}.wasm`));
}
