import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { rename } from "../../scripts/build/rename.mjs";

const GLUE = `
        __wbg_told_0123: function() {
        },
        "./closewise_bg.js": import0,
wasm.client_call(1);
`;
const TYPES = "    readonly client_call: (a: number) => void;\n";

describe("short names", () => {
  let wasm;
  before(async () => {
    const { default: binaryen } = await import("binaryen");
    const module = binaryen.parseText(`(module
      (import "./closewise_bg.js" "__wbg_told_0123" (func $told))
      (export "client_call" (func $told)))`);
    wasm = Buffer.from(module.emitBinary());
  });

  it("are the same in the wasm, in the glue and in its declarations", async () => {
    const short = await rename({ wasm, js: GLUE, types: TYPES });
    const module = new WebAssembly.Module(short.wasm);
    const [told] = WebAssembly.Module.imports(module);
    const [call] = WebAssembly.Module.exports(module);
    assert.match(short.js, new RegExp(`^ +${told.name}: function\\(`, "m"));
    assert.match(short.js, new RegExp(`"${told.module}": import0`));
    assert.match(short.js, new RegExp(`wasm\\.${call.name}\\(1\\)`));
    assert.match(short.types, new RegExp(`readonly ${call.name}: `));
    assert.doesNotMatch(short.js + short.types, /told|client_call/);
  });

  it("are refused where the glue calls what the wasm does not export", async () => {
    const js = `${GLUE}wasm.client_other();`;
    await assert.rejects(rename({ wasm, js, types: TYPES }), /does not know .*client_other/);
  });

  it("are refused where the glue lacks what the wasm imports", async () => {
    const js = GLUE.replace("__wbg_told_0123: function", "__wbg_told_0123: (");
    await assert.rejects(rename({ wasm, js, types: TYPES }), /define the import __wbg_told_0123/);
  });

  it("are refused where the glue is another module", async () => {
    const js = GLUE.replace("./closewise_bg.js", "./other_bg.js");
    await assert.rejects(rename({ wasm, js, types: TYPES }), /define the module/);
  });
});
