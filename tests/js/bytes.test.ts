import { assert } from "chai";
import { decode } from "../../js/bytes.js";
import { encode } from "../../scripts/build/ascii.mjs";

describe("the wasm inside a JavaScript file", () => {
  it("keeps every byte under every key, in characters that need no escape", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (let key = 0; key < 256; key++) {
      const text = encode(bytes, key);
      assert.match(text, /^[#-[\]-~]*$/);
      assert.deepEqual(decode(text, key), bytes);
    }
  });
});
