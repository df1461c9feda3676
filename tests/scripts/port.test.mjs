import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { describe, it } from "node:test";
import { at } from "../../scripts/lib/paths.mjs";
import { ensureFree, portFrom } from "../../scripts/lib/port.mjs";

describe("a port", () => {
  it("is a number from 0 to 65535, or refused by the name of its variable", () => {
    for (const text of ["abc", "-1", "65536", "80.5", "0x50"]) {
      process.env.PORT_OF_THE_TEST = text;
      assert.throws(() => portFrom("PORT_OF_THE_TEST", 1), /PORT_OF_THE_TEST must be a port/);
    }
    process.env.PORT_OF_THE_TEST = "8080";
    assert.equal(portFrom("PORT_OF_THE_TEST", 1), 8080);
    delete process.env.PORT_OF_THE_TEST;
    assert.equal(portFrom("PORT_OF_THE_TEST", 1), 1);
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
});
