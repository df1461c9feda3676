// The crate -> wasm -> a smaller wasm: build/closewise.wasm. It has no glue: js/wasm.ts calls the exports itself.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";
import { hasStdSources, TARGET, wasmEnv } from "../lib/toolchain.mjs";
import { numberExports } from "./exports.mjs";

export const wasmFile = at("build", "closewise.wasm");
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

/** Of 1 MB, the default, a page would have to find memory for; a call of the session's takes a few KB. */
const SMALL_STACK = "-Clink-arg=-zstack-size=32768";

/**
 * Of what opt-level "z" does by itself: a little more inlined, and what several branches end with left in each
 * of them. It is more code, and compresses to less.
 */
const CODE = ["-Cllvm-args=-inline-threshold=30", "-Cllvm-args=-sink-common-insts=false"];

/**
 * A std of our own, whose panics are a trap without a message: 7 KB less of wasm, and no path of this
 * machine in it. Both need what rustc calls unstable.
 */
const SMALL_STD = {
  args: ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"],
  env: {
    RUSTC_BOOTSTRAP: "1",
    RUSTFLAGS: `${SMALL_STACK} -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none`,
  },
};

export async function buildWasm() {
  mkdirSync(at("build"), { recursive: true });
  const compiled = await compile();
  const inputs = fingerprint(compiled);
  if (isCurrent(inputs)) return;
  rmSync(note, { force: true });
  await shrink(compiled);
  writeFileSync(note, inputs);
  console.log(`build: closewise.wasm, ${statSync(wasmFile).size} bytes`);
}

/** Returns the file. Its folder is the checkout's own: in one, two checkouts would take each other's wasm for theirs. */
export async function compile() {
  const targetDir = at("target", "npm-wasm");
  const small = hasStdSources() ? SMALL_STD : { args: [], env: { RUSTFLAGS: SMALL_STACK } };
  if (small !== SMALL_STD) {
    console.log(
      "build: no sources of std here (rustup component add rust-src): the wasm is larger",
    );
  }
  // As an rlib too, which Cargo.toml asks for, it would not be optimised at link time.
  const kind = ["--lib", "--crate-type", "cdylib"];
  const args = [
    "--release",
    "--target",
    TARGET,
    "--features",
    "export",
    ...kind,
    ...small.args,
    "--",
    ...CODE,
  ];
  const env = { ...wasmEnv(), ...small.env, CARGO_TARGET_DIR: targetDir };
  await must("cargo", ["rustc", ...args], { env });
  return join(targetDir, TARGET, "release", "closewise.wasm");
}

async function shrink(compiled) {
  await numberExports(compiled, wasmFile);
  const features = WASM_FEATURES.map((name) => `--enable-${name}`);
  const strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
  await must(process.execPath, [
    at("node_modules", "binaryen", "bin", "wasm-opt"),
    // A trap ends the instance anyway, so that what only a trap would tell apart may go.
    ...["-tnh", "-lmu", "-Oz", "--gufa", "-Oz", "--converge"],
    // It cuts the zeros out of the data, which brotli would hardly count, and puts addresses in their place.
    "--skip-pass=memory-packing",
    ...features,
    ...strip,
    wasmFile,
    ...["-o", wasmFile],
  ]);
}

/** The smaller wasm is made anew only when the compiled wasm or the way to make them changed. */
function fingerprint(compiled) {
  const hash = createHash("sha256");
  const inputs = [
    compiled,
    new URL(import.meta.url),
    new URL("exports.mjs", import.meta.url),
    at("package-lock.json"),
    at("Cargo.lock"),
  ];
  for (const file of inputs) hash.update(readFileSync(file));
  return hash.digest("hex");
}

const isCurrent = (inputs) =>
  existsSync(wasmFile) && existsSync(note) && readFileSync(note, "utf8") === inputs;
