// Which Rust toolchain compiles for wasm32: the default one, or Debian's when its target could not be added.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { ask } from "./run.mjs";

export const TARGET = "wasm32-unknown-unknown";

/** The rustup toolchains that may hold the target, best first; undefined stands for the default. */
const candidates = [undefined, "debian"];

/** `{ env, sysroot }` of the first toolchain that really compiles for wasm32, or undefined. */
export function wasmToolchain() {
  for (const name of candidates) {
    const env = name ? { RUSTUP_TOOLCHAIN: name } : {};
    if (compiles(env)) return { name: name ?? "default", env };
  }
  return undefined;
}

/** The environment for every command that compiles to wasm. */
export function wasmEnv() {
  const toolchain = wasmToolchain();
  if (!toolchain)
    throw new Failure(`no Rust toolchain here compiles for ${TARGET}: run npm run build`);
  return toolchain.env;
}

/** Whether the toolchain for wasm has the sources of std, so that a smaller one can be built. */
export function hasStdSources() {
  const sysroot = ask("rustc", ["--print", "sysroot"], { env: wasmEnv() });
  return existsSync(join(sysroot, "lib", "rustlib", "src", "rust", "library", "Cargo.lock"));
}

/**
 * A std that is absent, or that another rustc made, fails already when metadata are emitted: the one
 * check that cannot be fooled by a folder of stale files.
 */
function compiles(env) {
  const args = ["--crate-name", "probe", "--crate-type", "lib", "--target", TARGET];
  return (
    ask("rustc", [...args, "--emit", "metadata=-", "-"], { env, input: "pub fn f() {}" }) !==
    undefined
  );
}
