import type { Client, ClientCloseEvent } from "closewise";
import { diagnosisCard } from "./card.js";
import { countdown } from "./countdown.js";
import { byId, el } from "./dom.js";
import type { View } from "./view.js";
import { bytes, ENDS, seconds, secondsLeft } from "./words.js";

const MOST_EARLIER = 20;

/** A card for each close: the latest in full view, earlier ones folded away. */
export class Diagnoses implements View {
  readonly #latest = byId("latest", HTMLElement);
  readonly #earlier = byId("earlier", HTMLDetailsElement);
  readonly #earlierCards = byId("earlier-cards", HTMLElement);
  readonly #earlierCount = byId("earlier-count", HTMLElement);
  #count = 0;

  watch(client: Client, signal: AbortSignal): void {
    let next: HTMLElement | undefined;
    let attempt = 0;
    let counting = new AbortController();
    const say = (words: string) => {
      counting.abort();
      if (next) next.textContent = words;
    };

    client.addEventListener(
      "close",
      (event) => {
        counting.abort();
        next = el("p", { className: "next", role: "timer" });
        this.#show(event, next);
      },
      { signal },
    );
    client.addEventListener(
      "retry",
      ({ attempt: number, at }) => {
        attempt = number;
        if (!next) return;
        counting = new AbortController();
        countdown(next, at, (left) => `Retry ${number} in ${secondsLeft(left)}`, counting.signal);
      },
      { signal },
    );
    client.addEventListener(
      "state",
      ({ to }) => {
        if (to === "connecting") say(`Retry ${attempt || 1} is on its way`);
        if (to === "paused") say("The retry waits until the machine is online and awake");
      },
      { signal },
    );
    client.addEventListener("open", () => say(`Retry ${attempt || 1} opened`), { signal });
    client.addEventListener("end", ({ reason }) => say(`No retry: ${ENDS[reason]}`), { signal });
    signal.addEventListener("abort", () => say("No retry: another client took over"));
  }

  #show(event: ClientCloseEvent, next: HTMLElement): void {
    byId("no-close", HTMLElement).hidden = true;
    const before = this.#latest.firstElementChild;
    if (before) {
      this.#earlierCards.prepend(before);
      while (this.#earlierCards.childElementCount > MOST_EARLIER)
        this.#earlierCards.lastElementChild?.remove();
      this.#earlierCount.textContent = String(this.#count);
      this.#earlier.hidden = false;
    }
    this.#count += 1;
    this.#latest.replaceChildren(diagnosisCard(event.diagnosis, { next, more: facts(event) }));
  }
}

/** What the event itself says. */
function facts(event: ClientCloseEvent): Record<string, string | undefined> {
  const { code, reason, wasClean, synthetic, uptime, heard, handed, inDoubt, diagnosis } = event;
  const what = `${code}, ${wasClean ? "clean" : "not clean"}`;
  return {
    reported: synthetic ? `${what}; closed by the client itself` : what,
    reason: reason ? `“${reason}”` : undefined,
    advice: diagnosis.advice === "none" ? undefined : diagnosis.advice,
    open: uptime ? `for ${seconds(uptime)}` : undefined,
    unconfirmed:
      handed.messages && !heard
        ? `${handed.messages} sent (${bytes(handed.bytes)}), and nothing was heard`
        : undefined,
    "in doubt": inDoubt ? `${bytes(inDoubt)} may not have left` : undefined,
  };
}
