// The string enums in the declarations of the glue. wasm-bindgen declares those that an export mentions; what
// JavaScript implements for Rust mentions others, which would be of no type at all without a declaration.
import { Failure } from "../lib/failure.mjs";

/** The words of an enum, as the glue turns numbers into them. */
const WORDS = /^const __wbindgen_enum_(\w+) = \[(.*)\];$/gm;

export function declareEnums({ types, ...rest }) {
  const enums = [...rest.js.matchAll(WORDS)];
  if (enums.length === 0) throw new Failure("build: the glue has no string enums that are known");
  const missing = enums.filter(([, name]) => !types.includes(`export type ${name} = `));
  const declared = missing.map(
    ([, name, words]) => `\nexport type ${name} = ${words.replaceAll(", ", " | ")};\n`,
  );
  return { ...rest, types: types + declared.join("") };
}
