// The table of suites. Each has a name, a sentence, its files, what it needs ("dist", the built package;
// "chaos", the running chaos server), and how to run it: `run({ files, chaos })` resolves to its outcome (count.mjs).
import { existsSync } from "node:fs";
import { filesIn } from "../lib/files.mjs";
import { at } from "../lib/paths.mjs";
import { runCargoTests } from "./cargo.mjs";
import { testPackedCrate } from "./crate.mjs";
import { runJs } from "./js.mjs";
import { runNodeTests } from "./node.mjs";
import { runTypes } from "./types.mjs";
import { compileWasmDocs } from "./wasm-docs.mjs";
import { runWasmPack } from "./wasm-pack.mjs";

export const suites = [
  {
    name: "native",
    what: "the Rust code that needs no browser, and the chaos server",
    needs: [],
    files: () => [at("Cargo.toml")],
    run: runCargoTests,
  },
  {
    name: "wasm",
    what: "the Rust client in headless Chromium and Firefox (wasm-pack)",
    needs: ["chaos"],
    files: () => filesIn("tests", /^browser.*\.rs$/),
    run: runWasmPack,
  },
  {
    name: "wasm-docs",
    what: "the examples of the Rust client (compiled)",
    needs: [],
    files: () => filesIn("src/client", /\.rs$/),
    run: compileWasmDocs,
  },
  {
    name: "crate",
    what: "the packed crate: its examples, and an app that depends on it",
    needs: [],
    files: () => [at("Cargo.toml")],
    run: testPackedCrate,
  },
  {
    name: "js",
    what: "the built package in the pages of every browser",
    needs: ["dist", "chaos"],
    files: () => filesIn("tests/js", /\.test\.ts$/),
    run: runJs,
  },
  {
    name: "types",
    what: "what TypeScript accepts and refuses",
    needs: ["dist"],
    files: () => [
      ...filesIn("tests/types", /\.ts$/),
      ...filesIn("tests/types/platforms", /^(?!tsconfig).*\.json$/),
    ],
    run: runTypes,
  },
  {
    name: "node",
    what: "the built package in Node and inside other libraries, and the scripts",
    needs: ["dist", "chaos"],
    files: () =>
      ["tests/node", "tests/inside", "tests/scripts", "tests/harness"].flatMap((folder) =>
        filesIn(folder, /\.test\.mjs$/),
      ),
    run: runNodeTests,
  },
  {
    name: "page",
    what: "the lab, clicked through, and what README.md shows of pages",
    needs: ["dist", "chaos"],
    files: () => filesIn("tests/page", /\.mjs$/),
    run: runNodeTests,
  },
  {
    name: "package",
    what: "real apps that install the packed package",
    needs: ["dist", "chaos"],
    files: () => [at("tests/package/run.mjs")].filter(existsSync),
    run: async (context) => (await import("../../tests/package/run.mjs")).run(context),
  },
];
