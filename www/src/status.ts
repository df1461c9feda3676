import type { Client } from "closewise";
import { countdown } from "./countdown.js";
import { byId } from "./dom.js";
import type { View } from "./view.js";
import { ENDS, secondsLeft } from "./words.js";

/** The bar that stays in sight: the state, what goes on, the last close. */
export class Status implements View {
  readonly #state = byId("state", HTMLElement);
  readonly #now = byId("now", HTMLElement);
  readonly #last = byId("last", HTMLAnchorElement);
  readonly #reconnect = byId("reconnect", HTMLButtonElement);

  watch(client: Client, signal: AbortSignal): void {
    let counting = new AbortController();
    const show = (now: string) => {
      counting.abort();
      this.#state.textContent = client.state;
      this.#state.setAttribute("data-state", client.state);
      this.#now.textContent = now;
      this.#reconnect.disabled = client.state === "ended";
    };
    client.addEventListener("state", ({ to }) => to !== "waiting" && show(client.url), { signal });
    client.addEventListener(
      "retry",
      ({ attempt, at }) => {
        show("");
        counting = new AbortController();
        countdown(
          this.#now,
          at,
          (left) => `retry ${attempt} in ${secondsLeft(left)}`,
          counting.signal,
        );
      },
      { signal },
    );
    client.addEventListener(
      "close",
      ({ code, diagnosis }) => {
        this.#last.textContent = `last close: ${code}, ${diagnosis.verdict.action}`;
        this.#last.hidden = false;
      },
      { signal },
    );
    client.addEventListener("end", ({ reason }) => show(ENDS[reason]), { signal });
    signal.addEventListener("abort", () => counting.abort());
    show(client.url);
  }
}
