import { browserNames } from "../../tests/harness/browser.mjs";
import { runMochaPage } from "../../tests/harness/mocha-page.mjs";
import { sum } from "./count.mjs";

/** tests/js/*.test.ts in a page of each browser, one browser after the other. */
export async function runJs({ files, chaos }) {
  const outcomes = [];
  const globals = { CHAOS_URL: chaos.url, CHAOS_HTTP: chaos.http };
  for (const name of browserNames()) {
    const { passed, failed, pending, retried, failures } = await runOrFail({
      name,
      files,
      globals,
    });
    console.log(`${name}: ${passed} passed, ${failed} failed, ${pending} pending`);
    for (const { title, message } of retried)
      console.log(`\n  ↻ ${name}: needed a second try: ${title}\n${message}`);
    const told = failures.map(({ title, message }) => `${name}: ${title}\n${message}`);
    outcomes.push({ passed, failed, failures: told });
  }
  return sum(outcomes);
}

/** A browser that does not start is a failure of its own, and the others still run. */
async function runOrFail(options) {
  try {
    return await runMochaPage(options);
  } catch (error) {
    const failures = [{ title: "running the page", message: String(error.stack ?? error) }];
    return { passed: 0, failed: 1, pending: 0, failures, retried: [] };
  }
}
