// Short names for what passes between the wasm and its glue. wasm-bindgen's are long, and each is there twice.
import { Failure } from "../lib/failure.mjs";
import { wasmOpt } from "./wasm-opt.mjs";

/** An import, as the glue defines it: a method of the object that it hands to the wasm. */
const IMPORTED = /^( {8})(\w+)(?=: function\()/gm;

/** An export, as the glue uses it. */
const EXPORTED = /(\bwasm\.)(\w+)/g;

/** An export, as the declarations of the glue have it. */
const DECLARED = /^( {4}readonly )(\w+)(?=: (?:\(.*\) =>|WebAssembly\.))/gm;

export async function rename({ wasm: long, js, types }) {
  const { wasm, printed } = await wasmOpt(long, ["--minify-imports-and-exports-and-modules"]);
  const names = JSON.parse(printed);
  const imports = new Map(names.imports.map(([, name, short]) => [name, short]));
  const exports = new Map(names.exports);
  const renamed = replaceNames(replaceNames(js, IMPORTED, imports), EXPORTED, exports);
  for (const [name, short] of imports) {
    if (!renamed.includes(`        ${short}: function(`))
      throw new Failure(`build: the glue does not define the import ${name}`);
  }
  return {
    wasm,
    js: renameModule(renamed, names.imports),
    types: replaceNames(types, DECLARED, exports),
  };
}

function replaceNames(text, pattern, names) {
  return text.replace(pattern, (_, before, name) => {
    if (!names.has(name)) throw new Failure(`build: the wasm does not know the glue's ${name}`);
    return before + names.get(name);
  });
}

/** All imports come from one module, the glue, which binaryen names "a". */
function renameModule(js, imports) {
  const modules = new Set(imports.map(([module]) => module));
  const parts = js.split(`"${[...modules].join()}": import0`);
  if (parts.length !== 2) {
    throw new Failure(`build: the glue does not define the module ${[...modules].join(", ")}`);
  }
  return parts.join('"a": import0');
}
