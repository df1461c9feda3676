// Opens the installed browsers under WebDriver.
import { readFileSync } from "node:fs";
import { Browser, Builder, Capabilities } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";
import { installedBrowsers, isPresent } from "../../scripts/lib/browsers.mjs";
import { Failure } from "../../scripts/lib/failure.mjs";
import { at } from "../../scripts/lib/paths.mjs";
import { startWebKitDriver } from "./webkit.mjs";

/** The same flags that wasm-pack gives to its browsers. */
const flags = JSON.parse(readFileSync(at("webdriver.json"), "utf8"));

/**
 * The browsers that tests run in: Chromium and Firefox always (absent ones then fail loudly), WebKit where
 * it is present. The environment variable BROWSERS ("chromium,webkit") picks others.
 */
export function browserNames() {
  if (process.env.BROWSERS) return process.env.BROWSERS.split(",").map((name) => name.trim());
  return isPresent("webkit") ? ["chromium", "firefox", "webkit"] : ["chromium", "firefox"];
}

/** Opens a headless browser: a selenium WebDriver, of which `quit()` ends all that was started. */
export async function openBrowser(name) {
  const open = openers[name];
  if (!open)
    throw new Failure(`no browser is named "${name}": take ${Object.keys(openers).join(", ")}`);
  const { browser, driver: program } = installedBrowsers[name]();
  if (!browser || !program) throw new Failure(`${name} or its driver is not installed`);
  const driver = await open(browser, program);
  await driver.manage().setTimeouts({ script: 300_000, pageLoad: 60_000 });
  return driver;
}

const openers = {
  chromium(browser, program) {
    const options = new chrome.Options();
    options.setChromeBinaryPath(browser);
    options.addArguments(...flags["goog:chromeOptions"].args);
    return new Builder()
      .forBrowser(Browser.CHROME)
      .setChromeOptions(options)
      .setChromeService(new chrome.ServiceBuilder(program))
      .build();
  },

  firefox(browser, program) {
    const options = new firefox.Options();
    options.setBinary(browser);
    const { args, prefs } = flags["moz:firefoxOptions"];
    options.addArguments(...args);
    // Firefox otherwise delays a connection for longer after each one that failed: over 10 s in the end.
    for (const [name, value] of Object.entries(prefs)) options.setPreference(name, value);
    return new Builder()
      .forBrowser(Browser.FIREFOX)
      .setFirefoxOptions(options)
      .setFirefoxService(new firefox.ServiceBuilder(program))
      .build();
  },

  async webkit(browser) {
    const server = await startWebKitDriver();
    try {
      const capabilities = new Capabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] },
      });
      const driver = await new Builder()
        .usingServer(server.url)
        .withCapabilities(capabilities)
        .build();
      const quit = driver.quit.bind(driver);
      driver.quit = () => quit().finally(server.stop);
      return driver;
    } catch (error) {
      await server.stop();
      throw error;
    }
  },
};
