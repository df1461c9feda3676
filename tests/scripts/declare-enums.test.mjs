import assert from "node:assert/strict";
import { test } from "node:test";
import { declareEnums } from "../../scripts/build/declare-enums.mjs";

const JS = `
const __wbindgen_enum_Told = ["one", "two-three"];

const __wbindgen_enum_Known = ["known"];
`;

test("an enum that only imports use is declared, too, and each but once", () => {
  const types = 'export type Known = "known";\n';
  const made = declareEnums({ wasm: 1, js: JS, types });
  assert.deepEqual(made, {
    wasm: 1,
    js: JS,
    types: `${types}\nexport type Told = "one" | "two-three";\n`,
  });
  assert.deepEqual(declareEnums(made), made);
});

test("a glue without enums is refused: wasm-bindgen writes them otherwise then", () => {
  assert.throws(() => declareEnums({ js: "", types: "" }), /string enums/);
});
