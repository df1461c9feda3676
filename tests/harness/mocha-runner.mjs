// The part of the harness that runs in the page.
import "mocha/mocha.js";

/** Loads the tests, runs them, and leaves the promise of their result in `globalThis.testResult`. */
export function runTests(load, grep) {
  globalThis.testResult = result(load, grep);
}

async function result(load, grep) {
  const { mocha } = globalThis;
  try {
    // A browser on a busy machine may lose a connection that a test counts on: a second try, which is told.
    mocha.setup({ ui: "bdd", timeout: 15_000, retries: 1, reporter: "min", checkLeaks: false });
    if (grep) mocha.grep(grep);
    await load();
  } catch (error) {
    const failures = [failure("loading the tests", error)];
    return { passed: 0, failed: 1, pending: 0, failures, retried: [] };
  }
  return new Promise((resolve) => {
    const failures = [];
    const retried = [];
    const runner = mocha.run(() => {
      const { passes, pending } = runner.stats;
      resolve({ passed: passes, failed: failures.length, pending, failures, retried });
    });
    runner.on("test", (test) => {
      globalThis.testRunning = test.fullTitle();
    });
    runner.on("retry", (test, error) => retried.push(failure(test.fullTitle(), error)));
    runner.on("fail", (test, error) => failures.push(failure(test.fullTitle(), error)));
  });
}

const failure = (title, error) => ({
  title,
  message: String(
    error?.stack?.includes(error.message) ? error.stack : `${error}\n${error?.stack ?? ""}`,
  ),
});
