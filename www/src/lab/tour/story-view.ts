import { html, type TemplateResult } from "lit";
import type { Lang } from "../../i18n/lang.js";
import { strings } from "../../i18n/strings.js";

export const storyTemplate = (sentences: readonly string[], lang: Lang): TemplateResult => html`
  <h2>${strings(lang).lab.story.title}</h2>
  <ol>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ol>
`;
