// The crate -> wasm with its exports, as rustc makes it.
import { readFileSync } from "node:fs";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";
import { hasStdSources, TARGET, wasmEnv } from "../lib/toolchain.mjs";

/** In bytes. Of 1 MB, the default, every instance would take memory; the deepest call needs a few KB. */
const STACK = "-Clink-arg=-zstack-size=65536";

/**
 * A std built along with the crate, whose panics are a trap without a message, and which holds no path of this
 * machine. What it takes is unstable in rustc, so the bootstrap variable admits it.
 */
const OWN_STD = {
  args: ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features="],
  rustflags: "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none",
  env: { RUSTC_BOOTSTRAP: "1" },
};

const SHIPPED_STD = { args: [], rustflags: "", env: {} };

/** Resolves to the bytes of the wasm. The std of its own can be left out, for `npm run size -- steps`. */
export async function compile({ without } = {}) {
  const std = without !== "std" && hasStdSources() ? OWN_STD : SHIPPED_STD;
  if (!hasStdSources()) {
    console.log(
      "build: no sources of std here (rustup component add rust-src): the wasm is larger",
    );
  }
  // In the checkout's own folder: in one that two checkouts share, each would take the other's wasm for its own.
  const folder = at("target", without === "std" ? "npm-wasm-shipped-std" : "npm-wasm");
  await must(
    "cargo",
    [
      ...["rustc", "--lib", "--crate-type", "cdylib", "--features", "export"],
      ...["--release", "--target", TARGET],
      ...std.args,
    ],
    {
      env: {
        ...wasmEnv(),
        ...std.env,
        RUSTFLAGS: `${STACK} ${std.rustflags}`.trim(),
        CARGO_TARGET_DIR: folder,
      },
    },
  );
  return readFileSync(`${folder}/${TARGET}/release/closewise.wasm`);
}
