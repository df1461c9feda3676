import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countCargo, countTap } from "../../scripts/test/count.mjs";

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
