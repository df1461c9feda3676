// A smaller wasm that does the same.
import { wasmOpt } from "./wasm-opt.mjs";

const ARGS = [
  // No pointer of Rust's points into the first 1024 bytes: they are the end of the stack.
  "-lmu",
  // Branches made anew from the graph of what follows what: LLVM's have more blocks.
  ...["--flatten", "--rereloop"],
  ...["-Os", "--gufa", "-Oz", "--converge"],
  // It cuts the zeros out of the data, which brotli would hardly count, and puts addresses in their place.
  "--skip-pass=memory-packing",
  ...["--strip-debug", "--strip-producers", "--strip-target-features"],
];

export async function optimise({ wasm, ...glue }) {
  return { ...glue, wasm: (await wasmOpt(wasm, ARGS)).wasm };
}
