// What `npm run size` weighs: the files of the package, and a minified bundle of an app that imports it.
import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";
import { at } from "../lib/paths.mjs";

export const entries = {
  files: async () =>
    readdirSync(at("dist"))
      .filter((name) => /\.(js|wasm)$/.test(name))
      .map((name) => ({ name: `dist/${name}`, bytes: readFileSync(at("dist", name)) })),

  /** As an app gets it: from the built package, by its public name. */
  client: () => bundle('export { Client } from "closewise";'),
};

/**
 * The same bundle with a part left out tells what that part weighs after compression. It is made from the
 * sources, where the parts are still files.
 */
export async function parts({ bytes }) {
  const source = 'export { Client } from "./js/index.ts";';
  const string = await bundle('export { wasmBytes } from "./build/wasm-bytes.js";');
  const face = await bundle(source, { without: /wasm-bytes\.js$/ });
  return [
    { name: "everything", bytes },
    { name: "the wasm as a file", bytes: readFileSync(at("dist", "closewise.wasm")) },
    { name: "the wasm as the string that carries it", bytes: string.bytes },
    { name: "the JavaScript face (js/)", bytes: face.bytes },
  ];
}

async function bundle(contents, { without } = {}) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: at(), sourcefile: "app.js" },
    absWorkingDir: at(),
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    plugins: without ? [leaveOut(without)] : [],
    logLevel: "warning",
  });
  return { bytes: Buffer.from(outputFiles[0].contents) };
}

const leaveOut = (filter) => ({
  name: "leave-out",
  setup: ({ onResolve }) =>
    onResolve({ filter }, ({ path }) => ({ path, external: true, sideEffects: false })),
});
