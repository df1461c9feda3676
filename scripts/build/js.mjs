// js/ -> dist/: one ES module an entry, its source map, and the declarations.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { Failure } from "../lib/failure.mjs";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";
import { wasmFile } from "./wasm.mjs";

/** Every entry of the package. `profiles` and `suspects` have no code; `edge` is for runtimes that forbid compiling bytes: it imports the .wasm file. */
const ENTRIES = ["index", "profiles", "suspects", "slim", "testing", "edge"];

export async function buildJs() {
  const entries = ENTRIES.filter((name) => existsSync(at("js", `${name}.ts`)));
  if (!entries.includes("index"))
    throw new Failure("js/index.ts is missing: there is nothing to bundle");
  rmSync(at("dist"), { recursive: true, force: true });
  mkdirSync(at("dist"), { recursive: true });
  copyFileSync(wasmFile, at("dist", "closewise.wasm"));
  const [whole, bare] = [["index"], entries.filter((name) => name !== "index")];
  await Promise.all([bundle(whole), bundle(bare, [withoutBytes]), declare()]);
  entries.forEach(leaveBytesOutOfTheMap);
  ["profiles", "suspects", "slim", "testing"].forEach(nameForOldResolvers);
}

/** Parcel, and TypeScript with `moduleResolution: node10`, look for a folder of an entry's name: they read no `exports`. */
function nameForOldResolvers(entry) {
  mkdirSync(at(entry), { recursive: true });
  const file = `../dist/${entry}`;
  const description = {
    type: "module",
    main: `${file}.js`,
    types: `${file}.d.ts`,
    sideEffects: false,
  };
  writeFileSync(at(entry, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
}

/** Every entry but the main one gets the WebAssembly from elsewhere. */
const withoutBytes = {
  name: "without-bytes",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /wasm-bytes\.js$/ }, ({ path }) => ({ path, namespace: "without-bytes" }));
    onLoad({ filter: /./, namespace: "without-bytes" }, () => ({
      contents: 'export const wasmBytes = ""; export const wasmKey = 0;',
    }));
  },
};

async function bundle(entries, plugins = []) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: at(),
    entryPoints: entries.map((name) => `js/${name}.ts`),
    outdir: "dist",
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    charset: "ascii",
    external: ["*.wasm?module"],
    plugins,
    sourcemap: "linked",
    logLevel: "warning",
  });
}

async function declare() {
  await must(process.execPath, [
    at("node_modules", "typescript", "bin", "tsc"),
    "-p",
    "tsconfig.build.json",
  ]);
  for (const file of readdirSync(at("dist"), { recursive: true })) {
    if (!file.endsWith(".d.ts")) continue;
    const declarations = readFileSync(at("dist", file), "utf8");
    // What declares nothing was of use within the package alone.
    if (declarations === "export {};\n") rmSync(at("dist", file));
    // The glue is no part of the package: a declaration that names it would not resolve.
    if (/["'][^"']*\/build\//.test(declarations)) {
      throw new Failure(
        `dist/${file} names a type of the generated glue: declare it in js/ instead`,
      );
    }
  }
}

/** The map would carry the wasm a second time as "source". */
function leaveBytesOutOfTheMap(entry) {
  const file = at("dist", `${entry}.js.map`);
  const map = JSON.parse(readFileSync(file, "utf8"));
  map.sourcesContent = map.sourcesContent?.map((text, i) =>
    map.sources[i].endsWith("/wasm-bytes.js") ? null : text,
  );
  writeFileSync(file, JSON.stringify(map));
}
