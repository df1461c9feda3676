// The lab as its tests see it: what one can do there, and what one can read.
import { By } from "selenium-webdriver";
import { openBrowser } from "../../harness/browser.mjs";

const PATIENCE = 20_000;

export class LabPage {
  #driver;
  #url;

  constructor(driver, url) {
    this.#driver = driver;
    this.#url = url;
  }

  static async open(browser, url) {
    const driver = await openBrowser(browser);
    await driver.manage().window().setRect({ width: 1280, height: 900 });
    const page = new LabPage(driver, url);
    await page.reload();
    return page;
  }

  close() {
    return this.#driver.quit();
  }

  /** A fresh page, whose script has run. */
  async reload() {
    await this.#driver.get(this.#url);
    await this.until("the page is ready", () => this.read("#code-answer .card h3"));
  }

  run(script, ...args) {
    return this.#driver.executeScript(script, ...args);
  }

  /** Waits until `condition()` resolves to something, and resolves to it. */
  async until(what, condition) {
    try {
      return await this.#driver.wait(condition, PATIENCE, `waited for: ${what}`, 50);
    } catch (error) {
      const events = (await this.events())
        .slice(-20)
        .map(({ kind, detail }) => `${kind} ${detail}`);
      error.message += `\nthe state: ${await this.read("#state")}\n${events.join("\n")}`;
      throw error;
    }
  }

  find(selector) {
    return this.#driver.findElement(By.css(selector));
  }

  async click(selector) {
    const element = await this.find(selector);
    // The bar at the top would be in the way of what is scrolled to the top.
    await this.run("arguments[0].scrollIntoView({ block: 'center' })", element);
    await element.click();
  }

  async type(selector, text) {
    const element = await this.find(selector);
    await element.clear();
    if (text) await element.sendKeys(text);
  }

  /** The text of the first such element, `""` if there is none. */
  read(selector) {
    return this.run(
      "return document.querySelector(arguments[0])?.textContent.trim() ?? ''",
      selector,
    );
  }

  /** Presses the button of a fault. The card that `card()` then waits for is another than the present one. */
  async press(fault) {
    await this.run("document.querySelector('#latest .card')?.setAttribute('data-seen', '')");
    await this.click(`[data-fault="${fault}"]`);
  }

  async connect(url) {
    await this.type("#url", url);
    await this.click("#connect");
  }

  isState(state) {
    return this.until(`the state ${state}`, async () => (await this.read("#state")) === state);
  }

  /** The diagnosis on the latest card, once there is one that was not there before the last press. */
  card() {
    return this.until("a new diagnosis", () =>
      this.run(readCard, "#latest .card:not([data-seen])"),
    );
  }

  /** The explorer's card. */
  answer() {
    return this.run(readCard, "#code-answer .card");
  }

  /** The events so far: `{ kind, detail }`, in order. */
  events() {
    return this.run(readEvents);
  }

  /** The first event of this kind whose detail matches, once it is there. */
  event(kind, detail = /(?:)/) {
    return this.until(`the event ${kind} ${detail}`, async () =>
      (await this.events()).find((event) => event.kind === kind && detail.test(event.detail)),
    );
  }

  /** The error beside a field, and whether the field says that it is invalid. */
  async error(field) {
    const message = await this.read(`#${field}-error`);
    const invalid = await (await this.find(`#${field}`)).getAttribute("aria-invalid");
    return { message, invalid: invalid === "true" };
  }
}

/** Runs in the page: a card is read at once, as it may change between two questions. */
function readCard(selector) {
  const card = document.querySelector(selector);
  if (!card) return null;
  const text = (inner) => card.querySelector(inner)?.textContent ?? "";
  const rows = [...card.querySelectorAll("dl div")].map(({ children }) => [
    children[0].textContent,
    children[1].textContent,
  ]);
  return {
    code: Number(text("h3 code")),
    name: text("h3").replace(text("h3 code"), ""),
    verdict: text(".verdict"),
    sentence: text(".sentence"),
    next: text(".next"),
    ...Object.fromEntries(rows),
  };
}

/** Runs in the page. */
function readEvents() {
  return [...document.querySelectorAll("#events li")].map((row) => ({
    kind: row.dataset.kind,
    detail: row.querySelector(".detail")?.textContent ?? "",
  }));
}
