// npm run build: wasm, glue and TypeScript -> dist/, the npm package.

import { buildJs } from "./build/js.mjs";
import { buildWasm, wasmFile } from "./build/wasm.mjs";
import { writeWasmBytes } from "./build/wasm-bytes.mjs";
import { main } from "./lib/failure.mjs";
import { prepareToBuild } from "./setup/index.mjs";

main(async () => {
  await prepareToBuild();
  await buildWasm();
  writeWasmBytes(wasmFile);
  await buildJs();
  console.log("build: dist/ is ready");
});
