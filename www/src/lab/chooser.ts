// Which other client meets the fault.
import { html, type TemplateResult } from "lit";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import { RIVALS, type RivalId } from "./duel/rivals.js";

export function chooserTemplate(
  present: RivalId,
  lang: Lang,
  choose?: (id: string) => void,
): TemplateResult {
  const words = strings(lang).lab;
  return html`
    <span class="chooser"><select
      id="rival"
      aria-label=${words.duel.against}
      ?disabled=${!choose}
      @change=${(event: Event) => choose?.((event.currentTarget as HTMLSelectElement).value)}
    >
      ${RIVALS.map(
        ({ id }) =>
          html`<option value=${id} ?selected=${id === present}>${words.rival[id].label}</option>`,
      )}
    </select><svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><path d="m1 3 4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.5"></path></svg></span>
  `;
}
