// The session over time: the ribbon of its states, and charts beneath it.
import { html, nothing, type TemplateResult } from "lit";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import { bytes, time } from "../i18n/numbers.js";
import type { Bench } from "./bench.js";
import { left } from "./now-view.js";
import type { Sample } from "./timeline.js";
import { chosen } from "./values.js";

export interface TimeActions {
  readonly isPaused: boolean;
  /** The sample under the pointer. */
  readonly hovered: Sample | undefined;
  pause(): void;
  zoom(factor: number): void;
  all(): void;
  png(): void;
  csv(): void;
  key(event: KeyboardEvent): void;
}

export const PLOTS = ["states", "roundTrip", "rate", "waiting"] as const;
export type PlotName = (typeof PLOTS)[number];

export function timeView(bench: Bench, actions: TimeActions): TemplateResult {
  const { words, session } = bench;
  const { time: w } = words;
  const isEmpty = session.timeline.spans.length === 0;
  return html`
    <section class="time" aria-labelledby="time-title">
      <header>
        <h2 id="time-title">${w.label}</h2>
        <div class="tools">
          <button type="button" id="pause" aria-pressed=${String(actions.isPaused)} ?disabled=${isEmpty} @click=${actions.pause}>${actions.isPaused ? w.resume : w.pause}</button>
          <button type="button" class="icon" id="zoom-out" aria-label=${w.zoomOut} ?disabled=${isEmpty} @click=${() => actions.zoom(2)}>−</button>
          <button type="button" class="icon" id="zoom-in" aria-label=${w.zoomIn} ?disabled=${isEmpty} @click=${() => actions.zoom(0.5)}>+</button>
          <button type="button" class="quiet" id="show-all" ?disabled=${isEmpty} @click=${actions.all}>${w.all}</button>
          <button type="button" class="quiet" id="png" ?disabled=${isEmpty} @click=${actions.png}>${w.png}</button>
          <button type="button" class="quiet" id="csv" ?disabled=${isEmpty} @click=${actions.csv}>${w.csv}</button>
        </div>
      </header>
      <div class="charts" role="group" tabindex="0" aria-labelledby="time-title" aria-describedby="time-summary time-keys" @keydown=${actions.key}>
        ${PLOTS.map(
          (name) => html`
          <div class="chart" data-chart=${name}>
            <p class="caption"><b>${captionOf(name, bench)}</b> ${reading(name, bench, actions.hovered)}</p>
            <div class="plot" data-plot=${name}></div>
          </div>
        `,
        )}
      </div>
      <p class="visually-hidden" id="time-summary">${summary(bench)}</p>
      <p class="hint" id="time-keys">${isEmpty ? w.empty : w.keys}</p>
    </section>
  `;
}

export const captionOf = (name: PlotName, { words: { time: w } }: Bench): string =>
  ({ states: w.states, roundTrip: w.roundTrip, rate: w.rate, waiting: w.waiting })[name];

/** What a chart says at the pointer, or now. */
function reading(name: PlotName, bench: Bench, hovered: Sample | undefined) {
  const { words, session, lang, settings } = bench;
  const { time: w } = words;
  const sample = hovered ?? session.timeline.samples.at(-1);
  switch (name) {
    case "states": {
      const at = hovered?.state ?? session.state;
      const isWaiting = !hovered && at === "waiting";
      const state = label(lang, `state.${at}`);
      const text = isWaiting
        ? fill(w.next, { state, span: left(session.client?.retryAt, lang) })
        : state;
      return html`<span class="reading">${session.client ? text : nothing}</span>`;
    }
    case "roundTrip": {
      const isProbed = chosen(session.settings ?? settings, "liveness") === "true";
      if (!isProbed) return html`<span class="hint">${w.noProbe}</span>`;
      const roundTrip = hovered ? hovered.roundTrip : latestRoundTrip(session.timeline.samples);
      return html`<span class="reading">${roundTrip === null ? w.nothing : time(roundTrip, lang)}</span>`;
    }
    case "rate":
      return html`
        <span class="reading key-in">${w.received} ${rate(sample?.received)}${w.perSecond}</span>
        <span class="reading key-out">${w.sent} ${rate(sample?.sent)}${w.perSecond}</span>`;
    case "waiting":
      return html`
        <span class="reading key-in">${sample?.queued ?? 0} ${w.queued}</span>
        <span class="reading key-out">${bytes(sample?.unsent ?? 0)} ${w.unsent}</span>`;
  }
}

function latestRoundTrip(samples: readonly Sample[]): number | null {
  for (let index = samples.length - 1; index >= 0; index -= 1) {
    const { roundTrip = null } = samples[index] ?? {};
    if (roundTrip !== null) return roundTrip;
  }
  return null;
}

const rate = (perSecond = 0): string =>
  perSecond >= 10 || perSecond === 0 ? String(Math.round(perSecond)) : perSecond.toFixed(1);

function summary({ words, lang, session }: Bench): string {
  const { client, state } = session;
  if (!client) return words.time.empty;
  const { connections, attempts } = client.stats;
  return fill(words.time.summary, { state: label(lang, `state.${state}`), connections, attempts });
}
