import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { describe, it } from "node:test";
import { at } from "../../scripts/lib/paths.mjs";
import { ensureFree, portFrom } from "../../scripts/lib/port.mjs";
import { countCargo, countTap } from "../../scripts/test/count.mjs";
import { startChaos } from "./chaos.mjs";
import { serve } from "./serve.mjs";

describe("counting", () => {
  const twoCrates = [
    "test result: ok. 3 passed; 0 failed; 0 ignored",
    "test result: FAILED. 1 passed; 2 failed; 0 ignored",
  ].join("\n");

  it("adds up what every crate's tests printed", () => {
    assert.deepEqual(countCargo({ code: 101, output: twoCrates }), { passed: 4, failed: 2 });
  });

  it("takes a run that ended badly without a failed test for one failure", () => {
    assert.deepEqual(countCargo({ code: 101, output: "error: could not compile" }), {
      passed: 0,
      failed: 1,
    });
  });

  it("reads the summary of node's TAP", () => {
    const output = "ok 1 - a\n# tests 3\n# suites 0\n# pass 2\n# fail 1\n# cancelled 0\n";
    assert.deepEqual(countTap({ code: 1, output }), { passed: 2, failed: 1 });
  });
});

describe("a port", () => {
  it("is a number from 0 to 65535, or refused by the name of its variable", () => {
    for (const text of ["abc", "-1", "65536", "80.5", "0x50"]) {
      process.env.HARNESS_PORT = text;
      assert.throws(() => portFrom("HARNESS_PORT", 1), /HARNESS_PORT must be a port/);
    }
    process.env.HARNESS_PORT = "8080";
    assert.equal(portFrom("HARNESS_PORT", 1), 8080);
    delete process.env.HARNESS_PORT;
    assert.equal(portFrom("HARNESS_PORT", 1), 1);
  });

  it("that is taken ends npm start with one sentence and exit code 1", async () => {
    const other = createServer();
    await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address();
    await assert.rejects(ensureFree(port, "PORT"), /is taken/);
    const { status, stderr } = spawnSync(process.execPath, [at("scripts", "start.mjs")], {
      env: { ...process.env, PORT: String(port) },
      encoding: "utf8",
    });
    other.close();
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `port ${port} is taken: stop what uses it, or choose another with PORT=…\n`,
    );
  });

  it("that is asked for twice ends npm start with one sentence", () => {
    const { status, stderr } = spawnSync(process.execPath, [at("scripts", "start.mjs")], {
      env: { ...process.env, PORT: "5999", CHAOS_PORT: "5999" },
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.equal(stderr, "PORT and CHAOS_PORT are both 5999: choose two different ports\n");
  });

  it("that is taken ends the chaos server with its own sentence", async () => {
    const { port, stop } = await startChaos();
    await assert.rejects(startChaos({ port }), new RegExp(`${port}.*in use`));
    await stop();
  });
});

describe("the page server", () => {
  it("serves bodies, folders and functions, and nothing outside a folder", async () => {
    const site = await serve({
      "/": { body: "home" },
      "/echo": ({ headers }) => ({ body: headers["x-word"], headers: { "x-answer": "yes" } }),
      "/harness/": at("tests", "harness"),
    });
    const get = async (path, options) => fetch(site.url + path, options);
    assert.equal(await (await get("/")).text(), "home");
    const echo = await get("/echo", { headers: { "x-word": "hello" } });
    assert.equal(await echo.text(), "hello");
    assert.equal(echo.headers.get("x-answer"), "yes");
    const file = await get("/harness/serve.mjs");
    assert.match(file.headers.get("content-type"), /javascript/);
    assert.equal((await get("/harness/..%2f..%2fpackage.json")).status, 404);
    assert.equal((await get("/absent")).status, 404);
    await site.stop();
  });
});
