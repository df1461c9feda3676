// Runs what esbuild made of worker.js in workerd, with the .wasm file beside it, as Wrangler does.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";

const wasm = fileURLToPath(import.meta.resolve("closewise/closewise.wasm"));
const runtime = new Miniflare({
  compatibilityDate: "2026-01-01",
  cf: false,
  modules: [
    { type: "ESModule", path: "worker.js", contents: readFileSync("out/worker.js", "utf8") },
    { type: "CompiledWasm", path: "closewise.wasm?module", contents: readFileSync(wasm) },
  ],
});
try {
  const chaos = encodeURIComponent(process.argv[2]);
  const response = await runtime.dispatchFetch(`http://localhost/?chaos=${chaos}`);
  console.log(`outcome: ${await response.text()}`);
} finally {
  await runtime.dispose();
}
