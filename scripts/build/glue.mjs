// wasm-bindgen: the compiled wasm -> a wasm that a browser can instantiate, and the JavaScript that calls it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../lib/run.mjs";
import { toolPath } from "../lib/tools.mjs";

const ARGS = [
  // Its `initSync` starts the wasm from bytes or a module, without a bundler that knows wasm.
  ...["--target", "web"],
  // No `new URL("closewise_bg.wasm", import.meta.url)`, which a bundler would follow.
  "--omit-default-module-path",
  // Every browser with reference types has `TextEncoder.encodeInto`.
  ...["--encode-into", "always"],
  "--remove-producers-section",
];

/** Resolves to `{ wasm, js, types }`: bytes, the glue's source and its declarations. */
export async function makeGlue(compiled, { keepNames = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "closewise-glue-"));
  const file = (name) => join(folder, name);
  try {
    writeFileSync(file("closewise.wasm"), compiled);
    await must(toolPath("wasm-bindgen"), [
      ...ARGS,
      ...(keepNames ? [] : ["--remove-name-section"]),
      ...["--out-dir", folder, file("closewise.wasm")],
    ]);
    return {
      wasm: readFileSync(file("closewise_bg.wasm")),
      js: readFileSync(file("closewise.js"), "utf8"),
      types: readFileSync(file("closewise.d.ts"), "utf8"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
