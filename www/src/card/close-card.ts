// The close card: one close, why it came, and what comes next. The lab, the form and the reference show it alike, so it
// is a template without a state, which renders in the page and where pages are made.
import type { Diagnosis, Suspect } from "closewise";
import { html, nothing, type TemplateResult } from "lit";
import { eventOf, saysMore, suspectWords, worthOf } from "../i18n/diagnosis.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import { referenceLink } from "./reference-link.js";
import { verdictChip } from "./verdict-chip.js";

export interface CardDetails {
  /** What becomes of it, such as a countdown to the retry. */
  readonly next?: unknown;
  /** Further facts: a name, and what it is. */
  readonly facts?: readonly (readonly [name: string, value: unknown])[];
  /** The level of the heading. */
  readonly level?: 2 | 3;
}

export function closeCard(
  diagnosis: Diagnosis,
  lang: Lang,
  { next, facts = [], level = 3 }: CardDetails = {},
): TemplateResult {
  const { code, name, cause, verdict, source, suspects, reference } = diagnosis;
  const words = strings(lang).card;
  const title = html`<span class="code">${code}</span> <span class="name">${name}</span>`;
  return html`
    <article
      class="close-card"
      data-code=${code}
      data-cause=${cause}
      data-verdict=${verdict.action}
    >
      <header>
        ${level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}
        ${verdictChip(verdict, lang)}
      </header>
      <p class="sentence">${eventOf(diagnosis, lang)} <span class="worth">${worthOf(diagnosis, lang) ?? nothing}</span></p>
      ${next === undefined ? nothing : html`<p class="next">${next}</p>`}
      ${suspects.length === 0 ? nothing : suspectList(suspects, lang, level)}
      <dl class="facts">
        ${fact(words.cause, label(lang, `cause.${cause}`))}
        ${fact(words.decidedBy, label(lang, `source-label.${source}`))}
        ${facts.map(([term, value]) => fact(term, value))}
        ${fact(words.reference, referenceLink(reference))}
      </dl>
    </article>
  `;
}

function suspectList(suspects: readonly Suspect[], lang: Lang, level: 2 | 3): TemplateResult {
  const words = strings(lang).card;
  return html`
    <section class="suspects">
      ${level === 2 ? html`<h3>${words.suspects}</h3>` : html`<h4>${words.suspects}</h4>`}
      <ol>
        ${suspects.map((suspect) => {
          const { name, sentence, remedy } = suspectWords(suspect, lang);
          return html`
            <li data-kind=${suspect.kind}>
              <p class="who">
                <b>${name}</b> ${isProduct(suspect) ? html`<span class="kind">${label(lang, `kind.${suspect.kind}`)}</span>` : nothing}
              </p>
              ${saysMore(suspect) ? html`<p class="why">${sentence}</p>` : nothing}
              <p class="remedy">${remedy} ${referenceLink(suspect.reference, words.source)}</p>
            </li>
          `;
        })}
      </ol>
    </section>
  `;
}

/** What is only a kind is called by it. */
const isProduct = ({ key, kind }: Suspect): boolean => !key.startsWith(`${kind}.`);

const fact = (term: string, value: unknown) =>
  value === undefined || value === nothing
    ? nothing
    : html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
