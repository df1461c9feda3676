// The search as a combobox with a list (ARIA Authoring Practices Guide): the focus stays in the field, the arrows move
// through the results, Enter follows one, Escape closes.
import MiniSearch, { type SearchResult } from "minisearch";
import { pageLang } from "../i18n/lang.js";
import { addressOf } from "../site/page.js";
import { INDEX_OPTIONS } from "./terms.js";

/** How many results are shown. */
const MOST = 9;

export class Combobox {
  readonly #field: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;
  readonly #root: string;
  #index: MiniSearch | undefined;
  /** Which result is active; -1 if none is. */
  #active = -1;

  constructor(field: HTMLInputElement, list: HTMLElement) {
    this.#field = field;
    this.#list = list;
    this.#status = statusBehind(list);
    this.#root = document.documentElement.dataset["root"] ?? "./";
    field.addEventListener("input", () => this.#search());
    field.addEventListener("focus", () => this.#search());
    field.addEventListener("keydown", (event) => this.#onKey(event));
    field.addEventListener("blur", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && list.contains(relatedTarget))) this.#close();
    });
    // A press on a result must not take the focus out of the field before it is a click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", () => this.#close());
  }

  async load(): Promise<void> {
    const answer = await fetch(new URL(`${this.#root}search/${pageLang()}.json`, document.baseURI));
    this.#index = MiniSearch.loadJSON(await answer.text(), INDEX_OPTIONS);
    if (document.activeElement === this.#field) this.#search();
  }

  #search(): void {
    const asked = this.#field.value.trim();
    if (!this.#index || !asked) {
      this.#close();
      return;
    }
    const results = this.#index.search(asked).slice(0, MOST);
    this.#list.replaceChildren(
      ...results.map((result, position) => this.#option(result, position)),
    );
    const none = this.#field.dataset["none"] ?? "";
    if (results.length === 0) this.#list.append(noResult(none));
    this.#status.textContent = results.length === 0 ? none : String(results.length);
    this.#list.hidden = false;
    this.#field.setAttribute("aria-expanded", String(results.length > 0));
    this.#activate(-1);
  }

  #option({ id, name, kind }: SearchResult, position: number): HTMLAnchorElement {
    const option = document.createElement("a");
    option.id = `search-result-${position}`;
    option.href = this.#root + addressOf({ lang: pageLang(), path: id });
    option.role = "option";
    option.tabIndex = -1;
    option.ariaSelected = "false";
    const title = document.createElement("span");
    title.textContent = name;
    const what = document.createElement("small");
    what.textContent = kind;
    option.append(title, what);
    return option;
  }

  #onKey(event: KeyboardEvent): void {
    const options = this.#options();
    switch (event.key) {
      case "ArrowDown":
        this.#activate(this.#active + 1 < options.length ? this.#active + 1 : 0);
        break;
      case "ArrowUp":
        this.#activate(this.#active > 0 ? this.#active - 1 : options.length - 1);
        break;
      case "Enter":
        options[Math.max(this.#active, 0)]?.click();
        break;
      case "Escape":
        if (this.#list.hidden) this.#field.value = "";
        this.#close();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  #activate(position: number): void {
    const options = this.#options();
    this.#active = options[position] ? position : -1;
    options.forEach((option, index) => {
      option.ariaSelected = String(index === this.#active);
    });
    const active = options[this.#active];
    if (active) {
      this.#field.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else {
      this.#field.removeAttribute("aria-activedescendant");
    }
  }

  #options(): HTMLAnchorElement[] {
    return this.#list.hidden ? [] : [...this.#list.querySelectorAll("a")];
  }

  #close(): void {
    this.#list.hidden = true;
    this.#field.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }
}

/** Where a screen reader hears how many results there are. */
function statusBehind(list: HTMLElement): HTMLElement {
  const status = document.createElement("p");
  status.id = "search-status";
  status.className = "visually-hidden";
  status.role = "status";
  list.after(status);
  return status;
}

function noResult(text: string): HTMLElement {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}
