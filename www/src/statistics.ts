import type { Client, Stats } from "closewise";
import { byId, el } from "./dom.js";
import type { View } from "./view.js";
import { bytes, seconds } from "./words.js";

/** What the client has done so far, four times a second. */
export class Statistics implements View {
  readonly #list = byId("stats", HTMLElement);

  watch(client: Client, signal: AbortSignal): void {
    byId("no-stats", HTMLElement).hidden = true;
    const show = () => this.#show(client.stats, client.bufferedAmount);
    const ticking = setInterval(show, 250);
    const stop = () => clearInterval(ticking);
    client.addEventListener(
      "end",
      () => {
        stop();
        show();
      },
      { signal },
    );
    signal.addEventListener("abort", stop);
    show();
  }

  #show(stats: Stats, bufferedAmount: number): void {
    const rows: [term: string, value: string, wide?: boolean][] = [
      ["connections", `${stats.connections} opened of ${stats.attempts} tried`],
      ["sent", `${stats.messagesSent} (${bytes(stats.bytesSent)})`],
      ["received", `${stats.messagesReceived} (${bytes(stats.bytesReceived)})`],
      ["in the outbox", `${stats.queuedMessages} (${bytes(stats.queuedBytes)})`],
      ["buffered", bytes(bufferedAmount)],
      ["open for", stats.uptime ? seconds(stats.uptime) : "–"],
      ["round trip", Number.isNaN(stats.roundTrip) ? "–" : seconds(stats.roundTrip)],
      ["time in each state", times(stats), true],
    ];
    this.#list.replaceChildren(
      ...rows.map(([term, value, wide]) =>
        el("div", { className: wide ? "wide" : "" }, el("dt", {}, term), el("dd", {}, value)),
      ),
    );
  }
}

const times = ({ timeIn }: Stats) =>
  Object.entries(timeIn)
    .filter(([, time]) => time > 0)
    .map(([state, time]) => `${state} ${seconds(time)}`)
    .join(", ") || "–";
