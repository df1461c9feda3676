// A page in a browser, as tests see it: what one can do in any, and what one can read there.
import { readFileSync } from "node:fs";
import { By, Key } from "selenium-webdriver";
import { at } from "../../../scripts/lib/paths.mjs";
import { openBrowser } from "../../harness/browser.mjs";

const PATIENCE = 20_000;
const AXE = readFileSync(at("node_modules", "axe-core", "axe.min.js"), "utf8");

export class Page {
  constructor(driver, site) {
    this.driver = driver;
    this.site = site;
  }

  static async open(browser, site) {
    const driver = await openBrowser(browser);
    await driver.manage().window().setRect({ width: 1280, height: 1000 });
    return new this(driver, site);
  }

  close() {
    return this.driver.quit();
  }

  run(script, ...args) {
    return this.driver.executeScript(script, ...args);
  }

  runAsync(script, ...args) {
    return this.driver.executeAsyncScript(script, ...args);
  }

  /** Waits until `condition()` resolves to something, and resolves to it. */
  async until(what, condition, patience = PATIENCE) {
    try {
      return await this.driver.wait(condition, patience, `waited for: ${what}`, 50);
    } catch (error) {
      error.message += `\n${await this.present()}`;
      throw error;
    }
  }

  /** What the page shows, for the message of a test that waited in vain. */
  async present() {
    return "";
  }

  find(selector) {
    return this.driver.findElement(By.css(selector));
  }

  async click(selector) {
    await (await this.#inSight(selector)).click();
  }

  async type(selector, text) {
    const element = await this.#inSight(selector);
    await element.clear();
    // To clear is no input yet.
    await element.sendKeys(text || " ", ...(text ? [] : [Key.BACK_SPACE]));
  }

  async pressKeys(...keys) {
    await this.driver
      .actions()
      .sendKeys(...keys)
      .perform();
  }

  /** The text of the first such element, `""` if there is none. */
  read(selector) {
    return this.run(
      "return document.querySelector(arguments[0])?.textContent.trim().replace(/\\s+/g, ' ') ?? ''",
      selector,
    );
  }

  /** Shows the page as for someone who likes it dark, or light. */
  theme(scheme) {
    return this.run("document.documentElement.style.colorScheme = arguments[0]", scheme);
  }

  /** What axe-core finds amiss: the rule, where, and why. */
  async complaints() {
    await this.run(AXE);
    return this.runAsync(runAxe);
  }

  /** What the browser's console has, where it can be asked: Chromium's. */
  async console() {
    const browser = (await this.driver.getCapabilities()).getBrowserName();
    return /^chrom/.test(browser) ? this.driver.manage().logs().get("browser") : [];
  }

  async #inSight(selector) {
    const element = await this.find(selector);
    await this.run("arguments[0].scrollIntoView({ block: 'center' })", element);
    return element;
  }
}

/** Runs in the page, where axe is. */
function runAxe(done) {
  const shown = ({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`;
  window.axe.run(document, { resultTypes: ["violations"] }).then(
    ({ violations }) =>
      done(violations.map(({ id, nodes }) => `${id}: ${nodes.map(shown).join(" | ")}`)),
    (error) => done([String(error)]),
  );
}
