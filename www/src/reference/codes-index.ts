// All codes at a glance: those of the standard by range, then the protocols that have their own.

import { closeCode, diagnose, type Registration } from "closewise";
import { html, nothing, type TemplateResult } from "lit";
import { verdictChip } from "../card/verdict-chip.js";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { linkTo, type Place } from "../site/links.js";
import { addressOf, type Page } from "../site/page.js";
import { inText, namedCode, namedRange } from "./named.js";
import { codePath, profilePath, rangePath } from "./paths.js";
import { profileTitle } from "./profile-titles.js";
import { REFERENCE_STYLES } from "./styles.js";
import { type CodeRange, profiles, ranges, registrations, unknownCode } from "./tables.js";
import { words } from "./words.js";

export function codesIndex(lang: Lang): Page {
  const place: Place = { lang, path: "codes/" };
  const of = words(lang).codes;
  return {
    ...place,
    title: of.title,
    description: fill(of.description, { profiles: profiles().length }),
    section: "codes",
    styles: REFERENCE_STYLES,
    jsonLd: (siteUrl) => ({
      "@context": "https://schema.org",
      "@type": "DefinedTermSet",
      name: of.title,
      description: of.lead,
      hasDefinedTerm: registrations().map((row) => ({
        "@type": "DefinedTerm",
        termCode: String(row.code),
        name: inText(namedCode(lang, row)),
        url: siteUrl + addressOf({ lang, path: codePath(row.code) }),
      })),
    }),
    body: html`
      <h1>${of.heading}</h1>
      <p class="lead">${of.lead}</p>
      <table class="codes">
        <thead>
          <tr>
            <th scope="col">${of.code}</th>
            <th scope="col">${of.meaning}</th>
            <th scope="col">${of.sender}</th>
            <th scope="col">${of.verdict}</th>
          </tr>
        </thead>
        ${ranges().map((range) => rangeRows(place, range))}
      </table>
      <section aria-labelledby="protocols">
        <h2 id="protocols">${of.protocols}</h2>
        <p class="lead">${of.protocolsLead}</p>
        <ul class="tiles">${profiles().map(({ name, codes }) => {
          const count = Object.keys(codes).length;
          return html`<li>
            <a href=${linkTo(place, profilePath(name))}>${profileTitle(name)}</a>
            <small>${count === 1 ? of.countOne : fill(of.count, { count })}</small>
          </li>`;
        })}</ul>
      </section>
    `,
  };
}

function rangeRows(place: Place, range: CodeRange): TemplateResult {
  const { lang } = place;
  const rows = registrations().filter(({ code }) => range.first <= code && code <= range.last);
  return html`
    <tbody>
      <tr class="range">
        <th colspan="4" scope="rowgroup">
          <a href=${linkTo(place, rangePath(range))}>${label(lang, `range-label.${range.name}`)}</a>
        </th>
      </tr>
      ${rows.map((row) => codeRow(place, row))} ${unknownRow(place, range)}
    </tbody>
  `;
}

/** What any other code of the range is worth. */
function unknownRow(place: Place, range: CodeRange): TemplateResult {
  const { lang } = place;
  const code = unknownCode(range);
  const diagnosis = diagnose({ code, wasClean: true }, { opened: true });
  const { name, gloss, meaning } = namedRange(lang, range, diagnosis);
  return html`
    <tr>
      <th scope="row"><a href=${linkTo(place, rangePath(range))}>${words(lang).codes.others}</a></th>
      <td><b>${name}</b>${gloss ? html` ${gloss}` : nothing} <small>${meaning}</small></td>
      <td class="sender">${label(lang, `sender-label.${closeCode(code).sender}`)}</td>
      <td>${verdictChip(diagnosis.verdict, lang)}</td>
    </tr>
  `;
}

function codeRow(place: Place, row: Registration): TemplateResult {
  const { lang } = place;
  const { name, gloss, meaning } = namedCode(lang, row);
  const { sender, isLocal } = closeCode(row.code);
  return html`
    <tr>
      <th scope="row"><a class="number" href=${linkTo(place, codePath(row.code))}>${row.code}</a></th>
      <td><b>${name}</b>${gloss ? html` ${gloss}` : nothing} <small>${meaning}</small></td>
      <td class="sender">${isLocal ? words(lang).code.wireNever : label(lang, `sender-label.${sender}`)}</td>
      <td>${verdictChip(row.verdict, lang)}</td>
    </tr>
  `;
}
