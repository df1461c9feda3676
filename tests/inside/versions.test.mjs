import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { at } from "../../scripts/lib/paths.mjs";

test("the page names the versions that the recipes are run with", () => {
  const page = readFileSync(at("docs/inside-libraries.md"), "utf8");
  const { devDependencies } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const rows = [...page.matchAll(/^\| \[([^\]]+)\]\([^)]+\) \| ([\d.]+) \|/gm)];
  assert.equal(rows.length, 9);
  for (const [, library, version] of rows) {
    assert.equal(devDependencies[library.replace("/webSocket", "")], version, library);
  }
});
