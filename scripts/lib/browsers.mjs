// The browsers and drivers on this machine.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isExecutable, which } from "./find.mjs";
import { isInstalled, toolPath } from "./tools.mjs";

/** One entry a browser: `{ browser, driver }`, either undefined if absent. */
export const installedBrowsers = {
  chromium: () => ({
    browser: which("chromium", "google-chrome", "google-chrome-stable", "chrome"),
    driver: which("chromedriver"),
  }),
  firefox: () => ({
    browser: which("firefox-esr", "firefox"),
    driver: isInstalled("geckodriver") ? toolPath("geckodriver") : which("geckodriver"),
  }),
  webkit: () => ({
    browser: miniBrowser(),
    driver: which("xvfb-run") && which("WebKitWebDriver"),
  }),
};

export function isPresent(name) {
  const { browser, driver } = installedBrowsers[name]();
  return Boolean(browser && driver);
}

/** WebKitGTK's test browser sits in a folder named after the machine's architecture. */
function miniBrowser() {
  const libraries = "/usr/lib";
  if (!existsSync(libraries)) return undefined;
  return readdirSync(libraries)
    .map((folder) => join(libraries, folder, "webkit2gtk-4.1", "MiniBrowser"))
    .find(isExecutable);
}
