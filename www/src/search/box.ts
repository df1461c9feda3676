// The search at the top of every page, as a template. Its script comes when somebody enters it.
import { html, type TemplateResult } from "lit";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";

export function searchBox(lang: Lang): TemplateResult {
  const words = strings(lang).site;
  return html`
    <search class="search">
      <input
        id="search"
        type="search"
        role="combobox"
        aria-label=${words.search}
        aria-autocomplete="list"
        aria-expanded="false"
        aria-controls="search-results"
        autocomplete="off"
        spellcheck="false"
        placeholder=${words.search}
        data-none=${words.noResults}
      />
      <div id="search-results" role="listbox" aria-label=${words.search} hidden></div>
    </search>
  `;
}
