// The names of the exports are numbers, for names weigh: in the wasm, and again where JavaScript calls them.
import { readFileSync, writeFileSync } from "node:fs";

/** What the linker exports beside what src/export does. */
const LINKERS = /^__/;

/** Numbers the functions in the order of their names, in which js/wasm.ts takes them. */
export async function numberExports(from, to) {
  // Not before it is needed: it is large.
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(readFileSync(from));
  const exports = Array.from({ length: module.getNumExports() }, (_, place) =>
    binaryen.getExportInfo(module.getExportByIndex(place)),
  );
  const functions = exports
    .filter(({ kind }) => kind === binaryen.ExternalFunction)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name } of exports.filter(({ name }) => LINKERS.test(name)))
    module.removeExport(name);
  functions.forEach(({ name, value }, number) => {
    module.removeExport(name);
    module.addFunctionExport(value, String(number));
  });
  writeFileSync(to, module.emitBinary());
  module.dispose();
}
