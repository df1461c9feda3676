// The lab as its tests see it: what one can do there, and what one can read.
import { Page } from "./page.mjs";

export class LabPage extends Page {
  /** A fresh page, whose script has run. */
  async reload(path = "/") {
    await this.driver.get(this.site + path);
    await this.until("the page is ready", () =>
      this.run("return Boolean(document.querySelector('#tour button:enabled'))"),
    );
  }

  async present() {
    const ours = (await this.told("ours").catch(() => [])).map(({ words }) => words);
    return [`closewise stands: ${await this.stands("ours")}`, ...ours].join("\n");
  }

  /** Takes a step of the tour, and waits until its duel has begun. */
  take(step) {
    return this.#begin(() => this.click(`[data-step="${step}"]`));
  }

  /** Presses a fault of the board. */
  press(fault) {
    return this.#begin(() => this.click(`[data-fault="${fault}"]`));
  }

  /** Another client on the same fault. */
  async choose(rival) {
    await this.click(`#rival option[value="${rival}"]`);
    await this.until(`the client ${rival}`, async () =>
      this.run("return document.querySelector('#rival').value === arguments[0]", rival),
    );
  }

  async #begin(press) {
    const before = await this.ids();
    await press();
    await this.until("a new duel", async () => {
      const now = await this.ids();
      return now && now.ours !== before?.ours;
    });
  }

  /** What the chaos server calls the two clients of the present duel; `null` before the first. */
  ids() {
    return this.run(
      "const { ours, theirs } = document.querySelector('#status p')?.dataset ?? {}; return ours ? { ours, theirs } : null",
    );
  }

  /** The diagnosis, once there is one. */
  card() {
    return this.until("a diagnosis", () => this.run(readCard));
  }

  stands(who) {
    return this.read(`[data-who="${who}"] .stands`);
  }

  standsAt(who, words) {
    return this.until(`${who} stands at ${words}`, async () => words.test(await this.stands(who)));
  }

  /** What a lane shows, as a screen reader has it: `{ kind, words, from }` in order. */
  spans(who) {
    return this.run(readList, `#spans-${who} li`, "");
  }

  /** What a client was told: `{ kind, words }`, in order. */
  told(who) {
    return this.run(readList, `#told-${who} li`, "span");
  }

  /** The first entry of this kind whose words match, once it is there. */
  isTold(who, kind, words = /(?:)/) {
    return this.until(`${who} is told: ${kind} ${words}`, async () =>
      (await this.told(who)).find((entry) => entry.kind === kind && words.test(entry.words)),
    );
  }

  /** The sentences of the story. */
  story() {
    return this.run(
      "return [...document.querySelectorAll('#story li')].map(li => li.textContent.trim())",
    );
  }

  tells(words) {
    return this.until(`the story tells ${words}`, async () =>
      (await this.story()).some((sentence) => words.test(sentence)),
    );
  }

  report(what) {
    return this.read(`[data-report="${what}"] dd`);
  }

  reports(what, words) {
    return this.until(`the report ${what} ${words}`, async () =>
      words.test(await this.report(what)),
    );
  }
}

/** Runs in the page: a card is read at once, as it may change between two questions. */
function readCard() {
  const card = document.querySelector("#card [data-code]");
  if (!card) return null;
  const text = (inner) => card.querySelector(inner)?.textContent.trim().replace(/\s+/g, " ") ?? "";
  return {
    code: Number(card.dataset.code),
    cause: card.dataset.cause,
    verdict: text(".chip"),
    name: text(".name"),
    sentence: text(".sentence"),
    next: text(".next"),
    suspects: [...card.querySelectorAll(".suspects li")].map((li) => ({
      kind: li.dataset.kind,
      name: li.querySelector("b").textContent,
      remedy: li.querySelector(".remedy").textContent.trim(),
    })),
  };
}

/** Runs in the page. */
function readList(selector, inner) {
  return [...document.querySelectorAll(selector)].map((row) => ({
    kind: row.dataset.kind,
    from: Number(row.dataset.from),
    words: (inner ? row.querySelector(inner) : row).textContent.trim().replace(/\s+/g, " "),
  }));
}
