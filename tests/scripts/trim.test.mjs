import assert from "node:assert/strict";
import { test } from "node:test";
import { trim } from "../../scripts/build/trim.mjs";

test("a glue that lacks what is to be trimmed is refused: wasm-bindgen has changed then", () => {
  assert.throws(() => trim({ js: "", types: "" }), /the glue has changed: no /);
});
