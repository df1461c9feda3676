// The page of a range of codes: who defines them, and what an unknown one is worth.
import { closeCode, diagnose } from "closewise";
import { html, nothing } from "lit";
import { closeCard } from "../card/close-card.js";
import { verdictChip } from "../card/verdict-chip.js";
import { sentenceOf } from "../i18n/diagnosis.js";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { linkTo, type Place } from "../site/links.js";
import type { Page } from "../site/page.js";
import { breadcrumb, breadcrumbData, type Step } from "./breadcrumb.js";
import { codeFacts } from "./code-facts.js";
import { contentOf } from "./content.js";
import { contentSections, sourcesOf } from "./content-sections.js";
import { inText, namedCode, namedRange } from "./named.js";
import { codePath, profilePath, rangeKey, rangePath } from "./paths.js";
import { profileTitle } from "./profile-titles.js";
import { clipped, plain, section } from "./prose.js";
import { REFERENCE_STYLES } from "./styles.js";
import {
  type CodeRange,
  profiles,
  ranges,
  registrations,
  rowsOf,
  spelled,
  unknownCode,
} from "./tables.js";
import { words } from "./words.js";

export function rangePage(lang: Lang, range: CodeRange): Page {
  const place: Place = { lang, path: rangePath(range) };
  const { first, last } = range;
  const isIn = (code: number) => first <= code && code <= last;
  const code = unknownCode(range);
  const diagnosis = diagnose({ code, wasClean: true }, { opened: true });
  const content = contentOf(lang, rangeKey(range)) ?? contentOf(lang, restKey(range));
  const shown = spelled(rangeKey(range));
  const ofTheUnknown = contentOf(lang, rangeKey(range)) ? shown : spelled(restKey(range));
  const name = inText(namedRange(lang, range, diagnosis));
  const of = words(lang);
  const steps: Step[] = [[of.codes.heading, "codes/"]];
  const inIt = registrations().filter((row) => isIn(row.code));
  const theirs = profiles().filter((profile) => rowsOf(profile).some((row) => isIn(row.code)));
  return {
    ...place,
    title: content?.title ?? fill(of.range.title, { range: shown, name }),
    description: clipped(
      plain(content?.description ?? fill(of.range.description, { first, last })),
    ),
    section: "codes",
    styles: REFERENCE_STYLES,
    found: {
      name: `${shown} ${name}`,
      kind: of.code.range,
      words: [label(lang, `range-label.${range.name}`), content?.answer].join(" "),
    },
    jsonLd: (siteUrl) => ({
      "@context": "https://schema.org",
      "@graph": [
        {
          "@type": "DefinedTerm",
          termCode: shown,
          name,
          description: plain(content?.answer ?? sentenceOf(diagnosis, lang)),
        },
        breadcrumbData(place, steps, shown, siteUrl),
      ],
    }),
    body: html`
      ${breadcrumb(place, steps, shown)}
      <div class="reference">
        <div class="hero">
          ${closeCard(diagnosis, lang, { level: 1, label: ofTheUnknown, facts: codeFacts(closeCode(code), place).slice(1) })}
        </div>
        <div class="prose">
          ${contentSections(content, lang)}
          ${section(
            "in-it",
            of.range.inIt,
            inIt.length === 0
              ? nothing
              : html`<ul class="rows">
                ${inIt.map((row) => {
                  const { name, gloss, meaning } = namedCode(lang, row);
                  return html`<li>
                    <a class="number" href=${linkTo(place, codePath(row.code))}>${row.code}</a>
                    <span>${name}${gloss ? html` ${gloss}` : nothing} <small>${meaning}</small></span>
                    ${verdictChip(row.verdict, lang)}
                  </li>`;
                })}
              </ul>`,
          )}
          ${sourcesOf(content, diagnosis.reference, lang)}
        </div>
        <aside>
          ${
            theirs.length === 0
              ? nothing
              : html`
                <h2>${of.range.belongsTo}</h2>
                <ul class="links">
                  ${theirs.map(({ name }) => html`<li><a href=${linkTo(place, profilePath(name))}>${profileTitle(name)}</a></li>`)}
                </ul>
              `
          }
          <h2>${of.range.otherRanges}</h2>
          <ul class="links">
            ${ranges()
              .filter((other) => other.first !== first)
              .map(
                (other) =>
                  html`<li><a href=${linkTo(place, rangePath(other))}>${label(lang, `range-label.${other.name}`)}</a></li>`,
              )}
          </ul>
        </aside>
      </div>
    `,
  };
}

/** The codes of the range behind the last registered one. */
function restKey({ first, last }: CodeRange): string {
  const registered = registrations().filter(({ code }) => first <= code && code <= last);
  return `${(registered.at(-1)?.code ?? first - 1) + 1}-${last}`;
}
