// The rows of the log. Only those that are to be seen are in the document.
import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { markIcon } from "../card/mark.js";
import type { Entry } from "./log.js";
import type { Words } from "./words.js";

export interface RowsOptions {
  readonly host: HTMLElement;
  readonly words: Words;
  readonly select: (entry: Entry) => void;
  /** Whether the newest entry is kept in sight has changed. */
  readonly followed: () => void;
}

/** What a row is high, in CSS pixels; so has bench/log.css. */
export const ROW = 28;

/** How long a scroll goes on after a hand has let go, in ms. */
const MOMENTUM = 500;

/** Rows beyond the edges, so that a fast hand sees no gap. */
const SPARE = 8;

export class LogRows {
  /** Whether the newest entry is kept in sight. */
  isFollowing = true;
  readonly #options: RowsOptions;
  /** As high as all rows together. */
  readonly #whole = document.createElement("div");
  /** Holds the rows that are there, where they belong. */
  readonly #part = document.createElement("div");
  #shown: readonly Entry[] = [];
  #selected: Entry | undefined;
  /** When the user last had a hand in it: a list is also scrolled by what changes around it. */
  #touchedAt = Number.NEGATIVE_INFINITY;

  constructor(options: RowsOptions) {
    this.#options = options;
    const { host } = options;
    // Neither is anything to a screen reader: the rows are the list's own.
    for (const element of [this.#whole, this.#part]) element.role = "presentation";
    this.#whole.append(this.#part);
    host.replaceChildren(this.#whole);
    for (const type of ["wheel", "touchmove", "pointerdown", "pointermove", "keydown"]) {
      host.addEventListener(type, (event) => this.#touched(event), { passive: true });
    }
    host.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#render()).observe(host);
  }

  draw(shown: readonly Entry[], selected: Entry | undefined): void {
    this.#shown = shown;
    this.#selected = selected;
    const height = `${shown.length * ROW}px`;
    if (this.#whole.style.height !== height) this.#whole.style.height = height;
    if (this.isFollowing) this.#toEnd();
    this.#render();
  }

  toNewest(): void {
    this.#follow(true);
    this.#toEnd();
  }

  /** Scrolls so far that the entry can be seen. */
  reveal(index: number): void {
    const { host } = this.#options;
    const top = index * ROW;
    this.#touchedAt = performance.now();
    if (top < host.scrollTop) host.scrollTop = top;
    else if (top + ROW > host.scrollTop + host.clientHeight)
      host.scrollTop = top + ROW - host.clientHeight;
  }

  #render(): void {
    const { host } = this.#options;
    const first = Math.max(0, Math.floor(host.scrollTop / ROW) - SPARE);
    const count = Math.ceil(host.clientHeight / ROW) + 2 * SPARE;
    const rows = this.#shown.slice(first, first + count);
    this.#part.style.transform = `translateY(${first * ROW}px)`;
    render(
      repeat(
        rows,
        ({ id }) => id,
        (entry, index) => this.#row(entry, first + index),
      ),
      this.#part,
    );
  }

  #row(entry: Entry, index: number): TemplateResult {
    const { words, select } = this.#options;
    const { id, at, kind, text, mark } = entry;
    return html`
      <div class="row" role="option" id=${`entry-${id}`} data-kind=${kind}
        aria-selected=${String(entry === this.#selected)} aria-setsize=${this.#shown.length} aria-posinset=${index + 1}
        @click=${() => select(entry)}>
        <time datetime=${new Date(at).toISOString()}>${clock(at)}</time>
        <span class="kind" data-tone=${mark ?? nothing}>${mark ? markIcon(mark) : html`<span class="sign" aria-hidden="true">${SIGNS[kind] ?? ""}</span>`} ${words.log.kinds[kind]}</span>
        <span class="text">${text}</span>
      </div>
    `;
  }

  #touched(event: Event): void {
    const isHover = event.type === "pointermove" && (event as PointerEvent).buttons === 0;
    if (!isHover) this.#touchedAt = performance.now();
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.#options.host;
    const now = performance.now();
    if (now - this.#touchedAt < MOMENTUM) {
      // It may roll on by itself.
      this.#touchedAt = now;
      this.#follow(scrollTop + clientHeight >= scrollHeight - ROW / 2);
    } else if (this.isFollowing) {
      this.#toEnd();
    }
    this.#render();
  }

  #follow(isFollowing: boolean): void {
    if (isFollowing === this.isFollowing) return;
    this.isFollowing = isFollowing;
    this.#options.followed();
  }

  #toEnd(): void {
    const { host } = this.#options;
    host.scrollTop = Math.max(0, this.#shown.length * ROW - host.clientHeight);
  }
}

const SIGNS: Partial<Record<Entry["kind"], string>> = {
  received: "↓",
  sent: "↑",
  queued: "⇡",
  undelivered: "✕",
  invalid: "?",
  error: "!",
  file: "↑",
};

/** `14:03:05.123`, in the visitor's own time. */
function clock(at: number): string {
  const date = new Date(at);
  const pad = (value: number, length = 2) => String(value).padStart(length, "0");
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}
