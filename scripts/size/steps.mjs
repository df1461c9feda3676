// npm run size -- steps: what each step of the build gives, measured by leaving it out.
import { compile } from "../build/compile.mjs";
import { build } from "../build/index.mjs";
import { makeWasm } from "../build/wasm.mjs";
import { at } from "../lib/paths.mjs";
import { clientBuiltIn } from "./bundles.mjs";
import { number, printTable } from "./table.mjs";
import { weigh } from "./weigh.mjs";

/** In the order of the build. */
const STEPS = {
  std: "a std of our own, whose panics only trap",
  optimise: "wasm-opt",
  rename: "short names between the wasm and its glue",
  trim: "the glue without what a bundle has no use for",
};

export async function weighSteps() {
  await build();
  const whole = await brotliOf(at("build"));
  const rows = [["everything", number(whole), ""]];
  for (const [name, what] of Object.entries(STEPS)) {
    const folder = at("build", "without", name);
    await makeWasm(await compile({ without: name }), folder, { without: name });
    const weight = await brotliOf(folder);
    rows.push([`without ${what}`, number(weight), number(weight - whole)]);
  }
  printTable([["Bytes of brotli of a bundle of Client", "bundle", "more"], ...rows]);
}

const brotliOf = async (folder) => weigh(await clientBuiltIn(folder)).brotli;
