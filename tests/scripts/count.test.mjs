import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countCargo, countTap, single, sum } from "../../scripts/test/count.mjs";

describe("counting", () => {
  const twoCrates = [
    "test reading::an_empty_file ... ok",
    "test result: ok. 3 passed; 0 failed; 0 ignored",
    "test writing::a_full_disk ... FAILED",
    "test writing::a_bad_name - should panic ... FAILED",
    "test result: FAILED. 1 passed; 2 failed; 0 ignored",
  ].join("\n");

  it("adds up what every crate's tests printed, and names those that failed", () => {
    assert.deepEqual(countCargo({ code: 101, output: twoCrates }), {
      passed: 4,
      failed: 2,
      failures: ["writing::a_full_disk", "writing::a_bad_name"],
    });
  });

  it("names what failed in a browser", () => {
    const output = "test suite::pausing::a_page_that_freezes ... FAIL\n";
    assert.deepEqual(countCargo({ code: 1, output }).failures, [
      "suite::pausing::a_page_that_freezes",
    ]);
  });

  it("takes a run that ended badly without a failed test for one failure", () => {
    assert.deepEqual(countCargo({ code: 101, output: "error: could not compile" }), {
      passed: 0,
      failed: 1,
      failures: [],
    });
  });

  it("reads the summary of node's TAP, and names the tests that failed, but not their groups", () => {
    const output = [
      "# Subtest: a group",
      "    ok 1 - fine",
      "      ---",
      "      duration_ms: 1",
      "      ...",
      "    not ok 2 - bad",
      "      ---",
      "      failureType: 'testCodeFailure'",
      "      error: |-",
      "        first",
      "        second",
      "      ...",
      "    1..2",
      "not ok 1 - a group",
      "  ---",
      "  failureType: 'subtestsFailed'",
      "  error: '1 subtest failed'",
      "  ...",
      "# tests 3",
      "# pass 2",
      "# fail 1",
      "# cancelled 0",
    ].join("\n");
    assert.deepEqual(countTap({ code: 1, output }), {
      passed: 2,
      failed: 1,
      failures: ["bad\n  failureType: 'testCodeFailure'\n  error: |-\n    first\n    second"],
    });
  });

  it("adds up what several runs came to", () => {
    const outcomes = [single(true), single(false, "the second"), single(false, "the third")];
    assert.deepEqual(sum(outcomes), {
      passed: 1,
      failed: 2,
      failures: ["the second", "the third"],
    });
  });
});
