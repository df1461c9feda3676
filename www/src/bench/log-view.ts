// The log around its rows: what is shown of it, and what can be done with it.
import { html, nothing, type TemplateResult } from "lit";
import { fill } from "../i18n/fill.js";
import type { Bench } from "./bench.js";
import { typed } from "./field.js";
import { entryJson, KINDS, type Kind } from "./log.js";

export interface LogActions {
  search(words: string): void;
  toggle(kinds: readonly Kind[]): void;
  copy(): void;
  save(): void;
  clear(): void;
  copyEntry(): void;
  key(event: KeyboardEvent): void;
  toNewest(): void;
  readonly isFollowing: boolean;
}

/** Kinds that are shown or hidden together. */
const GROUPS: Readonly<Record<keyof Bench["words"]["log"]["groups"], readonly Kind[]>> = {
  states: ["state", "open", "retry", "end"],
  closes: ["close", "investigated"],
  received: ["received"],
  sent: ["sent", "queued", "file"],
  trouble: ["error", "undelivered", "invalid"],
  other: ["note"],
};

export function logView(bench: Bench, actions: LogActions): TemplateResult {
  const { words, session, notes, selected } = bench;
  const { log } = session;
  const { log: w } = words;
  const { kinds } = log.filter;
  const groups = Object.entries(GROUPS) as [keyof typeof GROUPS, readonly Kind[]][];
  const number = (value: number) => value.toLocaleString("en").replaceAll(",", "\u202f");
  const all = log.entries.length;
  const shown = log.shown.length;
  return html`
    <section class="log" aria-labelledby="log-title">
      <header>
        <h2 id="log-title">${w.label}</h2>
        <p class="hint" id="log-count">
          ${fill(w.count, { shown: number(shown), all: number(all) })}${log.dropped > 0 ? `; ${fill(w.dropped, { count: number(log.dropped) })}` : ""}
        </p>
        <div class="tools">
          <button type="button" class="quiet" id="copy-log" ?disabled=${shown === 0} @click=${actions.copy}>${w.copy}</button>
          <button type="button" class="quiet" id="export-log" ?disabled=${shown === 0} @click=${actions.save}>${w.export}</button>
          <button type="button" class="quiet" id="clear-log" ?disabled=${all === 0} @click=${actions.clear}>${w.clear}</button>
        </div>
      </header>
      <div class="filters">
        <input id="log-search" type="search" aria-label=${w.search} placeholder=${w.search} autocomplete="off" spellcheck="false"
          @input=${(event: Event) => actions.search(typed(event))} />
        <div class="choices" role="group" aria-label=${w.label}>
          <button type="button" class="choice" data-group="all" aria-pressed=${String(kinds.size === KINDS.length)} @click=${() => actions.toggle(KINDS)}>${w.all}</button>
          ${groups.map(
            ([group, members]) => html`
            <button type="button" class="choice" data-group=${group}
              aria-pressed=${String(kinds.size < KINDS.length && members.every((kind) => kinds.has(kind)))}
              @click=${() => actions.toggle(members)}>${w.groups[group]}</button>
          `,
          )}
        </div>
      </div>
      <div class="list">
        <div class="log-rows" id="log-rows" role="listbox" tabindex="0" aria-labelledby="log-title"
          aria-activedescendant=${selected ? `entry-${selected.id}` : nothing} @keydown=${actions.key}></div>
        ${shown === 0 ? html`<p class="nothing hint">${all === 0 ? w.empty : w.noMatch}</p>` : nothing}
        ${actions.isFollowing || shown === 0 ? nothing : html`<button type="button" class="newest" id="to-newest" @click=${actions.toNewest}>${w.follow}</button>`}
      </div>
      <p class="hint" role="status" id="log-note">${notes.get("log") ?? ""}</p>
      ${
        selected
          ? html`
            <div class="entry">
              <pre id="log-entry" tabindex="0" aria-label=${w.kinds[selected.kind]}><code>${pretty(entryJson(selected))}</code></pre>
              <button type="button" class="quiet" id="copy-entry" @click=${actions.copyEntry}>${w.copyEntry}</button>
            </div>`
          : nothing
      }
    </section>
  `;
}

const pretty = (json: string) => JSON.stringify(JSON.parse(json), null, 2);
