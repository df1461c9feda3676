// The crate -> wasm -> glue -> a smaller wasm: build/glue/closewise.js, .d.ts and closewise_bg.wasm.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at, targetDir } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";
import { dropStaleWasm } from "../lib/stale.mjs";
import { TARGET, wasmEnv } from "../lib/toolchain.mjs";
import { toolPath } from "../lib/tools.mjs";

const glue = at("build", "glue");
export const wasmFile = join(glue, "closewise_bg.wasm");
const compiled = join(targetDir, TARGET, "release", "closewise.wasm");
const note = at("build", "wasm.note");

/**
 * Named one by one: --all-features would emit what browsers do not know yet. These are what rustc turns
 * on for the target by itself.
 */
const WASM_FEATURES = [
  "reference-types",
  "bulk-memory",
  "multivalue",
  "sign-ext",
  "nontrapping-float-to-int",
  "mutable-globals",
];

export async function buildWasm() {
  await compile();
  const inputs = fingerprint();
  if (isCurrent(inputs)) return;
  rmSync(note, { force: true });
  await bind();
  await shrink();
  writeFileSync(note, inputs);
  console.log(`build: closewise_bg.wasm, ${statSync(wasmFile).size} bytes`);
}

/** The wasm as it is before wasm-opt, which would remove the names of functions; its path. */
export async function buildNamedWasm() {
  await compile();
  const folder = at("build", "named");
  const args = ["--target", "web", "--out-dir", folder, "--out-name", "closewise"];
  await must(toolPath("wasm-bindgen"), [...args, compiled]);
  return join(folder, "closewise_bg.wasm");
}

async function compile() {
  const env = wasmEnv();
  dropStaleWasm(env);
  const args = ["--release", "--target", TARGET, "--features", "export", "--lib"];
  await must("cargo", ["build", ...args], { env });
}

async function bind() {
  mkdirSync(glue, { recursive: true });
  await must(toolPath("wasm-bindgen"), [
    ...["--target", "web", "--omit-default-module-path"],
    ...["--remove-name-section", "--remove-producers-section"],
    ...["--out-dir", glue, "--out-name", "closewise", compiled],
  ]);
}

async function shrink() {
  const smaller = `${wasmFile}.opt`;
  const features = WASM_FEATURES.map((name) => `--enable-${name}`);
  const strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
  await must(process.execPath, [
    at("node_modules", "binaryen", "bin", "wasm-opt"),
    ...["-Oz", "--converge", ...features, ...strip, wasmFile, "-o", smaller],
  ]);
  renameSync(smaller, wasmFile);
}

/** The glue and the smaller wasm are made anew only when the compiled wasm or the way to make them changed. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const file of [compiled, new URL(import.meta.url), at("package-lock.json"), at("Cargo.lock")]) {
    hash.update(readFileSync(file));
  }
  return hash.digest("hex");
}

const isCurrent = (inputs) =>
  existsSync(wasmFile) && existsSync(note) && readFileSync(note, "utf8") === inputs;
