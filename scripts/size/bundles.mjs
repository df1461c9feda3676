// What `npm run size` weighs: the files of the package, and a minified bundle of an app that imports it.
import { readdirSync, readFileSync } from "node:fs";
import { at } from "../lib/paths.mjs";
import { bundle } from "./weigh.mjs";

const CLIENT = 'export { Client } from "./js/index.ts";';

export const entries = {
  files: async () =>
    readdirSync(at("dist"))
      .filter((name) => /\.(js|wasm)$/.test(name))
      .map((name) => ({ name: `dist/${name}`, bytes: readFileSync(at("dist", name)) })),

  /** As an app gets it: from the built package, by its public name. */
  client: async () => ({ bytes: await bundle('export { Client } from "closewise";') }),
};

/** The same bundle from the sources, with generated files of another folder than build/. */
export const clientBuiltIn = (folder) => bundle(CLIENT, { built: folder });

/** Each part as a bundle of its own, made from the sources, where the parts are still files. */
export async function parts({ bytes }) {
  const string = await bundle('export { wasmBytes } from "./build/wasm-bytes.js";');
  const glue = await bundle('export * from "./build/glue/closewise.js";');
  const face = await bundle(CLIENT, { without: /\/build\// });
  return [
    { name: "everything", bytes },
    { name: "the wasm as a file", bytes: readFileSync(at("dist", "closewise.wasm")) },
    { name: "the wasm as the string that carries it", bytes: string },
    { name: "the glue that wasm-bindgen made", bytes: glue },
    { name: "the JavaScript face (js/)", bytes: face },
  ];
}
