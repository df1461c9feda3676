// The board: every fault, in groups. A group is one stop of the Tab key; the arrow keys move within it.
import { html, type TemplateResult } from "lit";
import type { Lang } from "../../i18n/lang.js";
import { strings } from "../../i18n/strings.js";
import { FAULTS, type Fault, type FaultGroup } from "./faults.js";

export interface BoardDetails {
  /** The fault that is under way. */
  readonly present?: string | undefined;
  /** Without it the faults cannot be pressed. */
  readonly press?: (fault: Fault) => void;
}

export function boardTemplate(lang: Lang, details: BoardDetails = {}): TemplateResult {
  const words = strings(lang).lab.board;
  return html`
    <header>
      <h2>${words.title}</h2>
      <p class="hint">${words.hint} ${words.keys}</p>
    </header>
    <div class="groups">${FAULTS.map((group) => groupTemplate(group, lang, details))}</div>
  `;
}

function groupTemplate({ id, faults }: FaultGroup, lang: Lang, { present, press }: BoardDetails) {
  const { title, hint } = strings(lang).lab.groups[id];
  const stop = Math.max(
    0,
    faults.findIndex((fault) => fault.id === present),
  );
  return html`
    <section data-group=${id}>
      <h3 id="group-${id}">${title} <small>${hint}</small></h3>
      <div role="toolbar" aria-labelledby="group-${id}" @keydown=${moveFocus}>
        ${faults.map(
          (fault, index) => html`
            <button
              type="button"
              data-fault=${fault.id}
              title=${fault.path}
              tabindex=${index === stop ? 0 : -1}
              aria-current=${fault.id === present ? "true" : "false"}
              ?disabled=${!press}
              @click=${() => press?.(fault)}
            >${faultLabel(fault, lang)}</button>
          `,
        )}
      </div>
    </section>
  `;
}

export function faultLabel({ id, label }: Fault, lang: Lang): string {
  const words: Readonly<Record<string, string>> = strings(lang).lab.fault;
  return label ?? words[id] ?? id;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

function moveFocus(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const toolbar = event.currentTarget as HTMLElement;
  const buttons = [...toolbar.querySelectorAll("button")];
  const from = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const to = Math.min(buttons.length - 1, Math.max(0, from + step));
  for (const [index, button] of buttons.entries()) button.tabIndex = index === to ? 0 : -1;
  buttons[to]?.focus();
  event.preventDefault();
}
