// The answer to what is asked: the close card, and where to read on.
import { closeCode, type Diagnosis } from "closewise";
import { html, type TemplateResult } from "lit";
import { closeCard } from "../card/close-card.js";
import { verdictWords } from "../card/verdict-chip.js";
import { suspectWords } from "../i18n/diagnosis.js";
import { fill } from "../i18n/fill.js";
import { codePath, profileCodePath, rangePath, signaturePath } from "../reference/paths.js";
import { profiles, ranges, rowFor } from "../reference/tables.js";
import { linkTo, type Place } from "../site/links.js";
import { meaningWords } from "./words.js";

export function answer(diagnosis: Diagnosis, protocol: string, place: Place): TemplateResult {
  const { lang } = place;
  const { code } = diagnosis;
  const more = html`<a href=${linkTo(place, readOn(code, protocol))}>${fill(meaningWords(lang).more, { code })}</a>`;
  return html`
    ${closeCard(diagnosis, lang, { level: 2, signatureHref: (key) => linkTo(place, signaturePath({ key })) })}
    <p class="read-on">${more}</p>
  `;
}

/** The page that says most of a code. */
function readOn(code: number, protocol: string): string {
  const profile = profiles().find(({ name }) => name === protocol);
  const row = profile && rowFor(profile, code);
  if (row) return profileCodePath(protocol, row.key);
  const { registration } = closeCode(code);
  const range = ranges().find(({ first, last }) => first <= code && code <= last);
  return registration || !range ? codePath(code) : rangePath(range);
}

/** The answer in a sentence or two, for who does not see it. */
export function spoken(diagnosis: Diagnosis, lang: Place["lang"]): string {
  const words = meaningWords(lang);
  const { code, name, verdict, suspects } = diagnosis;
  const [first] = suspects;
  return fill(words.announced, {
    code,
    name,
    verdict: verdictWords(verdict, lang),
    suspect: first ? fill(words.suspected, { name: suspectWords(first, lang).name }) : "",
  });
}
