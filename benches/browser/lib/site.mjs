// The pages that are measured, served: an empty one, the scripts of the topics, and every client by itself.
import { build } from "esbuild";
import { filesIn } from "../../../scripts/lib/files.mjs";
import { at } from "../../../scripts/lib/paths.mjs";
import { serve } from "../../../tests/harness/serve.mjs";
import { receivers } from "../clients/index.mjs";

/** An isolated page has a clock that ticks every 5 µs in place of every 100. */
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** A script's own import keeps its module for the next call; a driver's does not in every browser. */
const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>closewise: benchmarks</title>' +
  '<link rel="icon" href="data:,"><script>globalThis.load = (path) => import(path)</script></head></html>';

/** `/clients/NAME.js` and `/pages/NAME.js`, bundled and minified as an app would have them. */
export async function serveSite() {
  const { outputFiles } = await build({
    absWorkingDir: at(),
    entryPoints: [
      ...receivers.map((name) => at("benches/browser/clients", `${name}.js`)),
      ...filesIn("benches/browser/pages", /\.js$/),
    ],
    outbase: at("benches/browser"),
    outdir: at(),
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  const scripts = outputFiles.map(({ path, text }) => [
    path.slice(at().length),
    { body: text, type: "text/javascript; charset=utf-8" },
  ]);
  return serve({ "/": { body: PAGE, headers: ISOLATED }, ...Object.fromEntries(scripts) });
}
