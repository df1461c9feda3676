// Reads the counts of test runners. What ended badly without a failed test (a crate that does not compile,
// a browser that does not start) counts as one failure.

/** `{ passed, failed }` of what `cargo test` or `wasm-pack test` printed. */
export function countCargo({ code, output }) {
  return count(code, output, /^test result: .*?(\d+) passed; (\d+) failed/gm);
}

/** `{ passed, failed }` of the summary of `node --test`'s TAP. */
export function countTap({ code, output }) {
  return count(code, output, /^# pass (\d+)\n# fail (\d+)/gm);
}

function count(code, output, pattern) {
  let passed = 0;
  let failed = 0;
  for (const [, ok, bad] of output.matchAll(pattern)) {
    passed += Number(ok);
    failed += Number(bad);
  }
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}
