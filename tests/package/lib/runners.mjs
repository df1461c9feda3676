// The test runners of the apps that are tests.

/** How many tests passed, from the summary of vitest, jest or node:test. */
export function countPassed(printed) {
  const summary = /^\W*(?:Tests:?\s+|pass )(\d+)/m.exec(printed);
  return summary ? Number(summary[1]) : 0;
}
