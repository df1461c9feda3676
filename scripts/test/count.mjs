// What a suite comes to: `{ passed, failed, failures }`, with a text for each failure that is known by name. What ended
// badly without a failed test (a crate that does not compile, a browser that does not start) counts as one failure.

/** The outcome of one thing that went well or badly. */
export const single = (passed, failure) =>
  passed ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [failure] };

/** What several outcomes are together. */
export const sum = (outcomes) => ({
  passed: outcomes.reduce((total, { passed }) => total + passed, 0),
  failed: outcomes.reduce((total, { failed }) => total + failed, 0),
  failures: outcomes.flatMap(({ failures }) => failures),
});

/** The outcome of what `cargo test` or `wasm-pack test` printed. */
export function countCargo({ code, output }) {
  const counts = count(code, output, /^test result: .*?(\d+) passed; (\d+) failed/gm);
  const names = output.matchAll(/^test (.+?)(?: - should panic)? \.\.\. (?:FAILED|FAIL)$/gm);
  return { ...counts, failures: Array.from(names, ([, name]) => name) };
}

/** The outcome that `node --test`'s TAP tells. */
export function countTap({ code, output }) {
  return { ...count(code, output, /^# pass (\d+)\n# fail (\d+)/gm), failures: tapFailures(output) };
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

/** The tests that failed, each with its details; not the groups around them, whose details say nothing more. */
function tapFailures(output) {
  const failures = output.matchAll(
    /^( *)not ok \d+ - (.*)\n\1 {2}---\n([\s\S]*?)\n\1 {2}\.\.\.$/gm,
  );
  return Array.from(failures, ([, indent, name, details]) => ({
    name,
    details: details.replaceAll(`\n${indent}`, "\n").slice(indent.length),
  }))
    .filter(({ details }) => !details.includes("failureType: 'subtestsFailed'"))
    .map(({ name, details }) => `${name}\n${details}`);
}
