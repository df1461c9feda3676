import { html, type TemplateResult } from "lit";
import type { Lang } from "../../i18n/lang.js";
import { strings } from "../../i18n/strings.js";
import { STEPS } from "./steps.js";

export interface TourDetails {
  readonly present?: number | undefined;
  readonly taken?: ReadonlySet<number>;
  /** Without it the steps cannot be pressed. */
  readonly press?: (index: number) => void;
}

export function tourTemplate(
  lang: Lang,
  { present, taken = new Set(), press }: TourDetails = {},
): TemplateResult {
  const words = strings(lang).lab.tour;
  const upNext = nextOf(present, taken);
  return html`
    <h2>${words.title}</h2>
    <ol>
      ${STEPS.map(
        ({ id }, index) => html`
          <li>
            <button
              type="button"
              data-step=${id}
              data-taken=${String(taken.has(index))}
              data-up-next=${String(index === upNext)}
              aria-current=${index === present ? "step" : "false"}
              ?disabled=${!press}
              @click=${() => press?.(index)}
            >
              <span class="number">${index + 1}</span>${words.steps[id]}
            </button>
          </li>
        `,
      )}
    </ol>
  `;
}

/** The step after the present one that was not taken yet, from the first again after the last. */
function nextOf(present = -1, taken: ReadonlySet<number>): number | undefined {
  const order = STEPS.map((_, index) => (present + 1 + index) % STEPS.length);
  return order.find((index) => !taken.has(index));
}
