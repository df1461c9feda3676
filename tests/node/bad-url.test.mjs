// Where there is no page, a relative URL is relative to nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "closewise";

test("a relative URL is refused as such, and quoted without its query", () => {
  assert.throws(() => new Client("/feed?token=hush"), {
    name: "SyntaxError",
    message: 'the URL "/feed…" is relative, and there is no page to resolve it against',
  });
});
