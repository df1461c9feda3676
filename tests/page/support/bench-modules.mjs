// The modules of the bench that need no page, as Node loads them.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { at } from "../../../scripts/lib/paths.mjs";

/** Where code of a test is written: inside the checkout, where `closewise` is the built package. */
export const FOLDER = at("build", "bench");

/** Bundles what `source` exports, from www/src/bench, and resolves to it. */
export async function load(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: at("www", "src", "bench"), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["closewise", "closewise/*", "lit", "lit/*"],
  });
  const [{ text }] = outputFiles;
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${process.pid}-${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(file, text);
  try {
    return await import(pathToFileURL(file));
  } finally {
    rmSync(file);
  }
}
