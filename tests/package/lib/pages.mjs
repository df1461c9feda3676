// The browsers that the pages are opened in: each is started once, for the first page that needs it.
import { By, until } from "selenium-webdriver";
import { Failure } from "../../../scripts/lib/failure.mjs";
import { openBrowser } from "../../harness/browser.mjs";

const TIMEOUT = 30_000;

export function createBrowsers() {
  const drivers = new Map();
  return {
    /** Opens a page and resolves to the outcome that it shows. */
    async outcomeOf(url, browser) {
      if (!drivers.has(browser)) drivers.set(browser, openBrowser(browser));
      const driver = await drivers.get(browser);
      await driver.get(url);
      try {
        const output = await driver.wait(until.elementLocated(By.css("output")), TIMEOUT);
        return JSON.parse(await output.getAttribute("textContent"));
      } catch (error) {
        throw new Failure(`the page showed no outcome: ${error.message}\n${await logOf(driver)}`);
      }
    },
    async quit() {
      for (const driver of drivers.values()) await (await driver.catch(() => undefined))?.quit();
    },
  };
}

/** What the browser's console says; Firefox keeps that to itself. */
async function logOf(driver) {
  const entries = await driver
    .manage()
    .logs()
    .get("browser")
    .catch(() => []);
  return entries.map(({ message }) => message).join("\n");
}
