// Every option of the client, in groups that are folded until one wants them.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { fill } from "../i18n/fill.js";
import type { Bench } from "./bench.js";
import { faultLine, typed } from "./field.js";
import { GROUPS, type Group, type OptionRow, PARTS } from "./option-row.js";
import { OPTIONS } from "./options.js";
import { chosen, counts } from "./values.js";

export function optionsView(bench: Bench): TemplateResult {
  const { words, settings } = bench;
  const hasChanges = Object.keys(settings.values).length > 0;
  return html`
    <section class="options" aria-labelledby="options-title">
      <header>
        <h2 id="options-title">${words.options.label}</h2>
        <button class="quiet" type="button" id="reset-options" ?disabled=${!hasChanges} @click=${() => bench.resetOptions()}>${words.options.reset}</button>
      </header>
      ${GROUPS.map((group) => groupView(bench, group))}
    </section>
  `;
}

function groupView(bench: Bench, group: Group): TemplateResult {
  const { settings, words } = bench;
  const rows = OPTIONS.filter((row) => row.group === group);
  const changed = rows.filter(({ path }) => Object.hasOwn(settings.values, path)).length;
  return html`
    <details data-group=${group}>
      <summary>
        <span>${words.options.groups[group]}</span>
        <span class="hint">${changed > 0 ? fill(words.options.changedCount, { count: changed }) : nothing}</span>
      </summary>
      <div class="rows">${rows.map((row) => rowView(bench, row))}</div>
    </details>
  `;
}

function rowView(bench: Bench, row: OptionRow): TemplateResult {
  const { words, lang, faults, settings } = bench;
  const { path } = row;
  const part = PARTS.find((name) => path.startsWith(`${name}.`));
  const isOff = !counts(settings, row);
  return html`
    <div class="option" data-path=${path} ?data-off=${isOff}>
      ${row.kind.type === "switch" ? switchView(bench, row) : inputView(bench, row)}
      <p class="hint" id=${`${idOf(path)}-hint`}>
        ${row.explain[lang]} <span class="default">${fill(words.options.default, { value: defaultWords(row, bench) })}</span>
        ${isOff && part ? fill(words.options.partOff, { part }) : nothing}
      </p>
      ${faultLine(idOf(path), faults.get(path))}
    </div>
  `;
}

/** The ids of the fields that `profile` and `suspects` have above are theirs alone. */
export const idOf = (path: string): string => `option-${path.replace(".", "-")}`;

function switchView(bench: Bench, { path }: OptionRow): TemplateResult {
  const id = idOf(path);
  return html`
    <label class="check">
      <input id=${id} type="checkbox" aria-describedby=${`${id}-hint`} .checked=${live(chosen(bench.settings, path) === "true")}
        @change=${(event: Event) => bench.choose(path, String((event.target as HTMLInputElement).checked))} />
      <code>${path}</code>
    </label>
  `;
}

function inputView(bench: Bench, row: OptionRow): TemplateResult {
  const { path, kind } = row;
  const { words, settings, faults } = bench;
  const id = idOf(path);
  const value = chosen(settings, path);
  const choose = (event: Event) => bench.choose(path, typed(event));
  const describedBy = `${id}-fault ${id}-hint`;
  const label = html`<label for=${id}><code>${path}</code></label>`;
  if (kind.type === "choice") {
    return html`${label}
      <select id=${id} aria-describedby=${describedBy} @change=${choose}>
        ${kind.choices.map((choice) => html`<option value=${choice} ?selected=${choice === value}>${choice || words.options.none}</option>`)}
      </select>`;
  }
  const unit = kind.type === "number" ? words.options.units[kind.unit] : "";
  const example = "example" in kind ? kind.example : "";
  return html`${label}
    <span class="measured">
      <input id=${id} autocomplete="off" autocapitalize="off" spellcheck="false" inputmode=${kind.type === "number" && !kind.words ? "decimal" : "text"}
        placeholder=${example} aria-describedby=${describedBy} aria-invalid=${faults.has(path) ? "true" : nothing}
        .value=${live(value)} @change=${choose} />
      ${unit ? html`<span class="unit">${unit}</span>` : nothing}
    </span>`;
}

function defaultWords({ default: value, kind }: OptionRow, { words: { options } }: Bench): string {
  if (kind.type === "switch") return value === "true" ? options.on : options.off;
  if (value === "Infinity") return options.noLimit;
  if (value === "") return kind.type === "number" ? options.notSet : options.none;
  if (kind.type !== "number" || Number.isNaN(Number(value))) return value;
  const number =
    Number(value) >= 10_000 ? Number(value).toLocaleString("en").replaceAll(",", "\u202f") : value;
  return `${number} ${options.units[kind.unit]}`.trim();
}
