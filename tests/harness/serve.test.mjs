import assert from "node:assert/strict";
import { test } from "node:test";
import { at } from "../../scripts/lib/paths.mjs";
import { serve } from "./serve.mjs";

test("the page server serves bodies and folders, and nothing outside a folder", async () => {
  const site = await serve({
    "/": { body: "home", headers: { "x-answer": "yes" } },
    "/harness/": at("tests", "harness"),
  });
  const get = (path) => fetch(site.url + path);
  const home = await get("/");
  assert.equal(await home.text(), "home");
  assert.match(home.headers.get("content-type"), /html/);
  assert.equal(home.headers.get("x-answer"), "yes");
  const file = await get("/harness/serve.mjs");
  assert.match(file.headers.get("content-type"), /javascript/);
  assert.equal((await get("/harness/..%2f..%2fpackage.json")).status, 404);
  assert.equal((await get("/absent")).status, 404);
  await site.stop();
});
