import { basename } from "node:path";
import { installedBrowsers } from "../lib/browsers.mjs";
import { execute } from "../lib/run.mjs";
import { dropStaleWasm } from "../lib/stale.mjs";
import { wasmEnv } from "../lib/toolchain.mjs";
import { pathWith, toolPath } from "../lib/tools.mjs";
import { countCargo, sum } from "./count.mjs";

/**
 * tests/browser*.rs in headless Chromium and Firefox. The chaos server's address is compiled in (CHAOS_URL).
 * WebDriver's settings come from webdriver.json.
 */
export async function runWasmPack({ files, chaos }) {
  const env = wasmEnv();
  dropStaleWasm(env);
  const options = {
    env: {
      ...env,
      PATH: pathWith("wasm-bindgen", "geckodriver"),
      CHAOS_URL: chaos.url,
      // In s, for a whole file of tests.
      WASM_BINDGEN_TEST_TIMEOUT: "90",
    },
  };
  const outcomes = [];
  for (const browser of ["chrome", "firefox"]) {
    const run = () =>
      execute(toolPath("wasm-pack"), [...wasmPackArgs(browser), ...cargoArgs(files)], options);
    let result = await run();
    // A browser on a busy machine may be slower than a test allows for. What fails twice, fails.
    if (result.code !== 0) {
      console.log(`\n  ↻ ${browser}: failed (see above); a second try`);
      result = await run();
    }
    outcomes.push(countCargo(result));
  }
  return sum(outcomes);
}

function wasmPackArgs(browser) {
  const { driver } = installedBrowsers[browser === "chrome" ? "chromium" : "firefox"]();
  const flag = browser === "chrome" ? "--chromedriver" : "--geckodriver";
  return ["test", "--mode", "no-install", "--headless", `--${browser}`, flag, driver];
}

function cargoArgs(files) {
  const tests = files.flatMap((file) => ["--test", basename(file, ".rs")]);
  return ["--", "--features", "typed", ...tests];
}
