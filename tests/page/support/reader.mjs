// A reader of the site: a browser, what one can do in a page, and what one can read there.
import { readFileSync } from "node:fs";
import { By } from "selenium-webdriver";
import { at } from "../../../scripts/lib/paths.mjs";
import { openBrowser } from "../../harness/browser.mjs";

const PATIENCE = 20_000;
const AXE = readFileSync(at("node_modules", "axe-core", "axe.min.js"), "utf8");

export class Reader {
  #driver;
  #site;

  constructor(driver, site) {
    this.#driver = driver;
    this.#site = site;
  }

  static async open(browser, site) {
    const driver = await openBrowser(browser);
    const reader = new Reader(driver, site);
    await driver.manage().window().setRect({ width: 1280, height: 900 });
    return reader;
  }

  /** A page of the same origin in which `sticksOut` may show others. */
  visitFrame(path) {
    return this.#driver.get(new URL(path, this.#site).href);
  }

  close() {
    return this.#driver.quit();
  }

  /** A fresh page, which keeps what goes wrong in it. */
  async visit(path) {
    // An address that differs by its hash alone would load nothing.
    await this.#driver.get("about:blank");
    await this.#driver.get(this.#site + path);
    await this.run(watchFaults);
  }

  run(script, ...args) {
    return this.#driver.executeScript(script, ...args);
  }

  until(what, condition) {
    return this.#driver.wait(condition, PATIENCE, `waited for: ${what}`, 50);
  }

  async find(selector) {
    const element = await this.#driver.findElement(By.css(selector));
    await this.run("arguments[0].scrollIntoView({ block: 'center' })", element);
    return element;
  }

  async type(selector, text) {
    const element = await this.find(selector);
    await element.clear();
    await element.sendKeys(text);
  }

  async click(selector) {
    await (await this.find(selector)).click();
  }

  async press(...keys) {
    await this.#driver
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

  /** The texts of all such elements. */
  readAll(selector) {
    return this.run(
      "return [...document.querySelectorAll(arguments[0])].map(({ textContent }) => textContent.trim())",
      selector,
    );
  }

  address() {
    return this.#driver.getCurrentUrl();
  }

  /** What axe-core finds amiss: the rule, and where. */
  async complaints() {
    await this.run(AXE);
    const { violations } = await this.#driver.executeAsyncScript(
      "const done = arguments[arguments.length - 1]; axe.run().then(done, (error) => done({ violations: [{ id: String(error), nodes: [] }] }))",
    );
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`,
    );
  }

  /** Shows the page as for someone who likes it dark, or light. */
  theme(scheme) {
    return this.run("document.documentElement.style.colorScheme = arguments[0]", scheme);
  }

  /** What sticks out of a page that is shown in so many pixels: no window is as narrow as a phone. */
  sticksOut(path, width) {
    return this.#driver.executeAsyncScript(framed, this.#site + path, width);
  }

  /** What went wrong in the page since it was visited: uncaught errors, and what its policy blocked. */
  faults() {
    return this.run("return window.faults");
  }

  /** What the browser's console has, where it can be asked: Chromium's. */
  async console() {
    const browser = (await this.#driver.getCapabilities()).getBrowserName();
    if (!/^chrom/.test(browser)) return [];
    const entries = await this.#driver.manage().logs().get("browser");
    return entries.map(({ message }) => message);
  }
}

/** Runs in the page. */
function watchFaults() {
  window.faults = [];
  addEventListener("error", ({ message }) => window.faults.push(message));
  addEventListener("unhandledrejection", ({ reason }) => window.faults.push(String(reason)));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    window.faults.push(`${violatedDirective} ${blockedURI}`),
  );
}

/** Runs in the page. */
function framed(url, width, done) {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width: ${width}px; height: 800px; border: 0`;
  frame.src = url;
  frame.onload = () => {
    const { documentElement: root, body } = frame.contentDocument;
    const isWider = root.scrollWidth > root.clientWidth;
    const wide = [...body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    frame.remove();
    done(
      isWider ? wide.slice(0, 3).map(({ tagName, className }) => `${tagName} ${className}`) : [],
    );
  };
  document.body.append(frame);
}
