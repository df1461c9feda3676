// Where visitors type the address of a server to be tried, as a template without handlers.
import { html, type TemplateResult } from "lit";
import type { Lang } from "../i18n/lang.js";
import { field } from "./form.js";
import { meaningWords } from "./words.js";

export function probeForm(lang: Lang): TemplateResult {
  const words = meaningWords(lang).probe;
  return html`
    <section class="probe" aria-labelledby="probe-heading">
      <h2 id="probe-heading">${words.heading}</h2>
      <p class="lead">${words.lead}</p>
      <form id="probe" novalidate aria-labelledby="probe-heading">
        ${field("url", words.url, html`<input id="url" name="url" type="text" inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="wss://" aria-describedby="url-error" />`)}
        ${field("protocols", words.protocols, html`<input id="protocols" name="protocols" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="protocols-hint protocols-error" />`, words.protocolsHint)}
        <p class="actions">
          <button type="submit" class="primary">${words.start}</button>
          <button type="button" id="stop" disabled>${words.stop}</button>
        </p>
      </form>
      <div class="outcome">
        <ol id="steps" aria-live="polite" aria-label=${words.heading}></ol>
        <div id="found"></div>
      </div>
    </section>
  `;
}
