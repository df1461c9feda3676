import { browserNames } from "../../tests/harness/browser.mjs";
import { runMochaPage } from "../../tests/harness/mocha-page.mjs";

/** tests/js/*.test.ts in a page of each browser, one browser after the other. */
export async function runJs({ files, chaos }) {
  const total = { passed: 0, failed: 0 };
  const globals = { CHAOS_URL: chaos.url, CHAOS_HTTP: chaos.http };
  for (const name of browserNames()) {
    const result = await runOrFail({ name, files, globals });
    console.log(
      `${name}: ${result.passed} passed, ${result.failed} failed, ${result.pending} pending`,
    );
    for (const { title, message } of result.retried)
      console.log(`\n  ↻ ${name}: needed a second try: ${title}\n${message}`);
    for (const { title, message } of result.failures)
      console.log(`\n  ✗ ${name}: ${title}\n${message}`);
    total.passed += result.passed;
    total.failed += result.failed;
  }
  return total;
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
