import assert from "node:assert/strict";
import { test } from "node:test";
import { startChaos } from "./chaos.mjs";

test("a port that is taken ends the chaos server with its own sentence", async () => {
  const { port, stop } = await startChaos();
  await assert.rejects(startChaos({ port }), new RegExp(`${port}.*in use`));
  await stop();
});
