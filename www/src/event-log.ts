import type { Client } from "closewise";
import { el } from "./dom.js";
import type { View } from "./view.js";
import { causeWords, ENDS, errorWords, payloadWords, seconds } from "./words.js";

const MOST = 200;

/** What happened, newest last, no more than the last 200. */
export class EventLog implements View {
  readonly #list: HTMLOListElement;
  readonly #scroller: HTMLElement;
  #waiting: HTMLLIElement[] = [];
  #dropped = 0;
  #follows = true;
  #lastTop = 0;

  constructor(list: HTMLOListElement, scroller: HTMLElement) {
    this.#list = list;
    this.#scroller = scroller;
    scroller.addEventListener("scroll", () => this.#scrolled());
    new ResizeObserver(() => this.#follow()).observe(scroller);
  }

  add(kind: string, detail = ""): void {
    const row = el(
      "li",
      { "data-kind": kind },
      el("time", {}, clock(new Date())),
      el("b", {}, kind),
      el("span", { className: "detail" }, detail),
    );
    // Many events in one frame, as in a flood, are one change of the page.
    if (this.#waiting.push(row) === 1) requestAnimationFrame(() => this.#flush());
    if (this.#waiting.length > 2 * MOST) this.#dropped += this.#waiting.splice(1, MOST).length;
  }

  clear(): void {
    this.#dropped = 0;
    this.#list.replaceChildren();
  }

  watch(client: Client, signal: AbortSignal): void {
    const listen: Client["addEventListener"] = (type: string, listener: unknown) =>
      client.addEventListener(type, listener as EventListener, { signal });
    listen("state", ({ from, to, reason }) =>
      this.add("state", `${from} → ${to} (${reason.replaceAll("-", " ")})`),
    );
    listen("open", () => this.add("open", client.protocol && `subprotocol ${client.protocol}`));
    listen("message", ({ data }) => this.add("message", payloadWords(data)));
    listen("error", ({ error }) => this.add("error", error ? errorWords(error) : ""));
    listen("close", ({ code, reason, wasClean, diagnosis }) =>
      this.add(
        "close",
        `${code}${reason && ` “${reason}”`}, ${wasClean ? "clean" : "not clean"}, ${causeWords(diagnosis.cause)}`,
      ),
    );
    listen("retry", ({ attempt, delay }) =>
      this.add("retry", `number ${attempt} in ${seconds(delay)}`),
    );
    listen("undelivered", ({ data, reason }) =>
      this.add("undelivered", `${reason}; ${payloadWords(data)}`),
    );
    listen("drain", () => this.add("drain", "nothing waits to be sent"));
    listen("end", ({ reason }) => this.add("end", ENDS[reason]));
  }

  sent(outcome: string, data: string | ArrayBuffer): void {
    this.add(outcome, payloadWords(data));
  }

  #flush(): void {
    this.#list.querySelector("[data-kind='older']")?.remove();
    this.#list.append(...this.#waiting);
    this.#waiting = [];
    while (this.#list.childElementCount > MOST) {
      this.#list.firstElementChild?.remove();
      this.#dropped += 1;
    }
    if (this.#dropped) {
      const words = `${this.#dropped} older events are not shown`;
      this.#list.prepend(el("li", { "data-kind": "older" }, el("span"), el("b", {}, "…"), words));
    }
    this.#follow();
  }

  /** Shows the newest, but leaves whoever has scrolled back to read where they are. */
  #follow(): void {
    if (this.#follows) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    if (scrollTop + clientHeight >= scrollHeight - 8) this.#follows = true;
    else if (scrollTop < this.#lastTop) this.#follows = false;
    this.#lastTop = scrollTop;
  }
}

const clock = (date: Date) =>
  `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, "0")}`;
