// The close card: one close, why it came, and what comes next. The lab, the form and the reference show it alike, so it
// is a template without a state, which renders in the page and where pages are made.
import type { Diagnosis, Suspect } from "closewise";
import { html, nothing, type TemplateResult } from "lit";
import { eventOf, glossOf, saysMore, suspectWords, worthOf } from "../i18n/diagnosis.js";
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
  readonly level?: 1 | 2 | 3;
  /** Where the signature of this key is explained. */
  readonly signatureHref?: (key: string) => string;
  /** What it shows in the place of the code, such as a range. */
  readonly label?: string;
}

export function closeCard(
  diagnosis: Diagnosis,
  lang: Lang,
  { next, facts = [], level = 3, label: shown, signatureHref }: CardDetails = {},
): TemplateResult {
  const { code, name, cause, verdict, source, suspects, reference } = diagnosis;
  const words = strings(lang).card;
  const gloss = glossOf(diagnosis, lang);
  const title = html`<span class="code">${shown ?? code}</span>
    <span class="name">${name} ${gloss ? html`<span class="gloss">${gloss}</span>` : nothing}</span>`;
  return html`
    <article
      class="close-card"
      data-code=${code}
      data-cause=${cause}
      data-verdict=${verdict.action}
    >
      <header>
        ${heading(level, title)}
        ${verdictChip(verdict, lang)}
      </header>
      <p class="sentence">${eventOf(diagnosis, lang)} <span class="worth">${worthOf(diagnosis, lang) ?? nothing}</span></p>
      ${next === undefined ? nothing : html`<p class="next">${next}</p>`}
      ${suspects.length === 0 ? nothing : suspectList(suspects, lang, level, signatureHref)}
      <dl class="facts">
        ${fact(words.cause, label(lang, `cause.${cause}`))}
        ${fact(words.decidedBy, label(lang, `source-label.${source}`))}
        ${facts.map(([term, value]) => fact(term, value))}
        ${fact(words.reference, referenceLink(reference))}
      </dl>
    </article>
  `;
}

/** A heading of this level. A tag cannot be filled in. */
function heading(level: 1 | 2 | 3 | 4, text: TemplateResult | string): TemplateResult {
  switch (level) {
    case 1:
      return html`<h1>${text}</h1>`;
    case 2:
      return html`<h2>${text}</h2>`;
    case 3:
      return html`<h3>${text}</h3>`;
    case 4:
      return html`<h4>${text}</h4>`;
  }
}

function suspectList(
  suspects: readonly Suspect[],
  lang: Lang,
  level: 1 | 2 | 3,
  signatureHref: CardDetails["signatureHref"],
): TemplateResult {
  const words = strings(lang).card;
  return html`
    <section class="suspects">
      ${heading(level === 1 ? 2 : level === 2 ? 3 : 4, words.suspects)}
      <ol>
        ${suspects.map((suspect) => {
          const { name, sentence, remedy } = suspectWords(suspect, lang);
          const href = isProduct(suspect) ? signatureHref?.(suspect.key) : undefined;
          return html`
            <li data-kind=${suspect.kind}>
              <p class="who">
                <b>${href ? html`<a href=${href}>${name}</a>` : name}</b> ${isProduct(suspect) ? html`<span class="kind">${label(lang, `kind.${suspect.kind}`)}</span>` : nothing}
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
