// The glue without what is of no use in a bundle, and without side effects when it is imported: a bundler then drops
// every class and function of it that an app does not use.
import { Failure } from "../lib/failure.mjs";

/** In the order in which they apply. Each has to be found: otherwise wasm-bindgen has changed, and so must the rule. */
const RULES = [
  {
    what: "the methods named by a symbol, which are free() once more",
    pattern:
      /^if \(Symbol\.dispose\) (\w+)\.prototype\[Symbol\.dispose\] = \1\.prototype\.free;\n/gm,
    by: "",
  },
  {
    what: "the registries, in one function",
    pattern:
      /\(typeof FinalizationRegistry === 'undefined'\)\n +\? \{ register: \(\) => \{\}, unregister: \(\) => \{\} \}\n +: new FinalizationRegistry\(/g,
    by: "/* @__PURE__ */ finalization(",
  },
  {
    what: "that function",
    pattern: /^function addToExternrefTable0/m,
    by: `// workerd has none by default.
function finalization(callback) {
    return typeof FinalizationRegistry === 'undefined'
        ? { register() {}, unregister() {} }
        : new FinalizationRegistry(callback);
}

$&`,
  },
  {
    what: "the decoder, made when the module is imported",
    pattern:
      /^let cachedTextDecoder = (new TextDecoder\('utf-8', \{ ignoreBOM: true \}\));\ncachedTextDecoder\.decode\(\);\n/m,
    by: "let cachedTextDecoder = /* @__PURE__ */ $1;\n",
  },
  {
    what: "the encoder, made when the module is imported",
    pattern: /^const cachedTextEncoder = new TextEncoder\(\);\n/m,
    by: "const cachedTextEncoder = /* @__PURE__ */ new TextEncoder();\n",
  },
  {
    what: "initSync(): a module of another realm is a module, too, and nothing else is given",
    pattern:
      /^function initSync\(module\) \{\n[\s\S]*?^ {4}const imports = [\s\S]*?^ {4}const instance/m,
    by: `function initSync({ module }) {
    const imports = __wbg_get_imports();
    const instance`,
  },
];

/** In the declarations. */
const DECLARED = [
  {
    what: "the methods named by a symbol",
    pattern: /^ {4}\[Symbol\.dispose\]\(\): void;\n/gm,
    by: "",
  },
  {
    what: "initSync()",
    pattern: /^export function initSync\(.*\): InitOutput;$/m,
    by: "export function initSync(given: { module: WebAssembly.Module }): InitOutput;",
  },
];

export function trim({ wasm, js, types }) {
  return { wasm, js: RULES.reduce(apply, js), types: DECLARED.reduce(apply, types) };
}

function apply(text, { what, pattern, by }) {
  if (text.search(pattern) < 0) throw new Failure(`build: the glue has changed: no ${what}`);
  return text.replace(pattern, by);
}
