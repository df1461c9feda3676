// Bundles mocha tests, runs them in a page of a browser, and counts.
import { build } from "esbuild";
import { at } from "../../scripts/lib/paths.mjs";
import { openBrowser } from "./browser.mjs";
import { page, serve } from "./serve.mjs";

/**
 * Runs `files` (paths of TypeScript or JavaScript tests) in the browser `name`. `globals` become properties of
 * globalThis before any test is loaded.
 * Resolves to `{ passed, failed, pending, failures: [{ title, message }], retried: [{ title, message }] }`.
 */
export async function runMochaPage({ name, files, globals = {}, grep = process.env.GREP ?? "" }) {
  const server = await serve({
    "/": { body: page("/tests.js") },
    "/tests.js": { body: await bundle(entry(files, globals, grep)), type: "text/javascript" },
  });
  try {
    const driver = await openBrowser(name);
    try {
      await driver.get(`${server.url}/`);
      return await driver.executeAsyncScript(awaitResult).catch((error) => stuck(driver, error));
    } finally {
      await driver.quit();
    }
  } finally {
    await server.stop();
  }
}

/** The failure of a page that came to no end, with the test that it stands at. */
async function stuck(driver, error) {
  const title = await driver
    .executeScript("return globalThis.testRunning ?? 'no test'")
    .catch(() => "a page that does not answer");
  throw new Error(`${error.message}: it stands at ${title}`);
}

/** Mocha and its settings come before the tests, whose `describe` runs when they are loaded. */
function entry(files, globals, grep) {
  const runner = at("tests", "harness", "mocha-runner.mjs");
  const tests = files.map((file) => `await import(${JSON.stringify(file)});`);
  return [
    `Object.assign(globalThis, ${JSON.stringify(globals)});`,
    `const { runTests } = await import(${JSON.stringify(runner)});`,
    `runTests(async () => {\n${tests.join("\n")}\n}, ${JSON.stringify(grep)});`,
  ].join("\n");
}

async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: at(), sourcefile: "tests.js", loader: "js" },
    absWorkingDir: at(),
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    sourcemap: "inline",
    define: { global: "globalThis" },
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

/** Runs in the page. A module that cannot even be loaded leaves no runner behind, but an error event. */
function awaitResult(done) {
  const poll = () => {
    if (globalThis.testResult) globalThis.testResult.then(done);
    else setTimeout(poll, 20);
  };
  globalThis.addEventListener("error", ({ message }) => {
    // Once there is a runner, uncaught errors are the tests' own affair.
    if (globalThis.testResult) return;
    const failures = [{ title: "the page", message }];
    done({ passed: 0, failed: 1, pending: 0, failures, retried: [] });
  });
  poll();
}
