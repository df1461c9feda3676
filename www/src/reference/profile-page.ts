// The pages of a profile: the table of a protocol's codes, and one for each of them.
import { closeCode, type Diagnosis, diagnose } from "closewise";
import type { Profile } from "closewise/profiles";
import { html, nothing, type TemplateResult } from "lit";
import { closeCard } from "../card/close-card.js";
import { referenceLink } from "../card/reference-link.js";
import { verdictChip, verdictWords } from "../card/verdict-chip.js";
import { sentenceOf, worthOf } from "../i18n/diagnosis.js";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { linkTo, type Place } from "../site/links.js";
import { addressOf, type Page } from "../site/page.js";
import { breadcrumb, breadcrumbData, type Step } from "./breadcrumb.js";
import { codeFacts } from "./code-facts.js";
import { inText, namedCode, namedRow } from "./named.js";
import { codePath, profileCodePath, profilePath } from "./paths.js";
import { profileTitle } from "./profile-titles.js";
import { clipped, section } from "./prose.js";
import { REFERENCE_STYLES } from "./styles.js";
import {
  constantOf,
  type ProfileRow,
  profiles,
  registrations,
  rowFor,
  rowsOf,
  spelled,
} from "./tables.js";
import { words } from "./words.js";

export function profilePage(lang: Lang, profile: Profile): Page {
  const place: Place = { lang, path: profilePath(profile.name) };
  const of = words(lang);
  const title = profileTitle(profile.name);
  const rows = rowsOf(profile);
  const steps: Step[] = [[of.codes.heading, "codes/"]];
  const [before, after] = fill(of.profile.lead, {}).split("{source}");
  return {
    ...place,
    title: fill(of.profile.title, { profile: title }),
    description: clipped(fill(of.profile.description, { profile: title, count: rows.length })),
    section: "codes",
    styles: REFERENCE_STYLES,
    found: { name: title, kind: of.profile.protocol, words: profile.name },
    jsonLd: (siteUrl) => ({
      "@context": "https://schema.org",
      "@graph": [
        {
          "@type": "DefinedTermSet",
          name: fill(of.profile.title, { profile: title }),
          hasDefinedTerm: rows.map((row) => ({
            "@type": "DefinedTerm",
            termCode: row.key,
            name: inText(namedRow(lang, profile.name, row)),
            url: siteUrl + addressOf({ lang, path: profileCodePath(profile.name, row.key) }),
          })),
        },
        breadcrumbData(place, steps, title, siteUrl),
      ],
    }),
    body: html`
      ${breadcrumb(place, steps, title)}
      <h1>${title}</h1>
      <p class="lead">
        ${before}<a href=${profile.source} rel="noreferrer">${of.profile.documentation}</a>${after}
      </p>
      <div class="reference">
        <div class="prose">
          ${rowTable(place, profile, rows)}
          ${section("use", of.profile.use, usage(lang, constantOf(profile)))}
        </div>
        <aside>
          <h2>${of.codes.protocols}</h2>
          <ul class="links">
            ${profiles()
              .filter(({ name }) => name !== profile.name)
              .map(
                ({ name }) =>
                  html`<li><a href=${linkTo(place, profilePath(name))}>${profileTitle(name)}</a></li>`,
              )}
          </ul>
        </aside>
      </div>
    `,
  };
}

const rowTable = (
  place: Place,
  profile: Profile,
  rows: readonly ProfileRow[],
  current?: string,
) => html`
  <ul class="rows">
    ${rows.map((row) => {
      const { name, gloss, meaning } = namedRow(place.lang, profile.name, row);
      const shown = spelled(row.key);
      return html`<li>
        ${
          row.key === current
            ? html`<b class="number" aria-current="page">${shown}</b>`
            : html`<a class="number" href=${linkTo(place, profileCodePath(profile.name, row.key))}>${shown}</a>`
        }
        <span>${name}${gloss ? html` ${gloss}` : nothing} <small>${meaning}</small></span>
        ${verdictChip(row.rule, place.lang)}
      </li>`;
    })}
  </ul>
`;

const usage = (lang: Lang, constant: string): TemplateResult => html`
  <p>${words(lang).profile.useLead}</p>
  <pre tabindex="0"><code>import { Client } from "closewise";
import { ${constant} } from "closewise/profiles";
const client = new Client(url, [], { profile: ${constant} });</code></pre>
`;

export function profileCodePage(lang: Lang, profile: Profile, row: ProfileRow): Page {
  const { key, code } = row;
  const place: Place = { lang, path: profileCodePath(profile.name, key) };
  const of = words(lang);
  const title = profileTitle(profile.name);
  const shown = spelled(key);
  const close = { code, wasClean: true };
  const diagnosis = diagnose(close, { opened: true }, { profile });
  const name = inText(namedRow(lang, profile.name, row));
  const steps: Step[] = [
    [of.codes.heading, "codes/"],
    [title, profilePath(profile.name)],
  ];
  return {
    ...place,
    title: fill(of.profile.codeTitle, { profile: title, code: shown, name }),
    description: clipped(`${title}: ${sentenceOf(diagnosis, lang)}`),
    section: "codes",
    styles: REFERENCE_STYLES,
    found: {
      name: `${shown} ${name}`,
      kind: title,
      words: `${namedRow(lang, profile.name, row).meaning} ${profile.name}`,
    },
    jsonLd: (siteUrl) => ({
      "@context": "https://schema.org",
      "@graph": [
        {
          "@type": "DefinedTerm",
          termCode: key,
          name,
          description: sentenceOf(diagnosis, lang),
          inDefinedTermSet: siteUrl + addressOf({ lang, path: profilePath(profile.name) }),
        },
        breadcrumbData(place, steps, shown, siteUrl),
      ],
    }),
    body: html`
      ${breadcrumb(place, steps, shown)}
      <div class="reference">
        <div class="hero">
          ${closeCard(diagnosis, lang, {
            level: 1,
            label: shown,
            facts: [[of.profile.protocol, title], ...codeFacts(closeCode(code), place)],
          })}
        </div>
        <div class="prose">
          ${section("why", of.code.why, why(place, profile, row, diagnosis))}
          ${section("use", of.profile.use, usage(lang, constantOf(profile)))}
          ${section("elsewhere", of.profile.elsewhere, elsewhere(place, profile, code))}
        </div>
        <aside>
          <p class="try">
            <a href="${linkTo(place, "meaning/")}#code=${code}&clean=1&opened=1&protocol=${profile.name}">${of.code.try}</a>
            <small>${of.code.tryHint}</small>
          </p>
          <h2>${fill(of.profile.others, { profile: title })}</h2>
          <ul class="links">
            ${rowsOf(profile).map((other) => {
              const shownOther = html`<span class="number">${spelled(other.key)}</span> ${namedRow(lang, profile.name, other).gloss ?? other.rule.name}`;
              return other.key === key
                ? html`<li><b aria-current="page">${shownOther}</b></li>`
                : html`<li><a href=${linkTo(place, profileCodePath(profile.name, other.key))}>${shownOther}</a></li>`;
            })}
          </ul>
        </aside>
      </div>
    `,
  };
}

function why(
  place: Place,
  profile: Profile,
  row: ProfileRow,
  diagnosis: Diagnosis,
): TemplateResult {
  const { lang } = place;
  const of = words(lang);
  const { code, verdict } = diagnosis;
  const without = diagnose({ code, wasClean: true }, { opened: true });
  return html`
    <p>${verdictChip(verdict, lang)} ${worthOf(diagnosis, lang)}</p>
    <p class="hint">
      ${fill(of.code.decided, { source: label(lang, `source-label.${diagnosis.source}`) })}
      ${referenceLink(row.rule.reference ?? profile.source)}
    </p>
    ${row.key.includes("-") ? html`<p>${spelled(row.key)}: ${of.profile.any}</p>` : nothing}
    <p>${fill(of.profile.without, { code, verdict: verdictWords(without.verdict, lang) })}</p>
  `;
}

/** What the code means to the standard and to other protocols. */
function elsewhere(place: Place, { name: own }: Profile, code: number): unknown {
  const { lang } = place;
  const registration = registrations().find((row) => row.code === code);
  const others = profiles().flatMap((profile) => {
    const row = profile.name === own ? undefined : rowFor(profile, code);
    return row ? [{ profile, row }] : [];
  });
  if (!registration && others.length === 0) return nothing;
  const line = (path: string, who: string, name: string, verdict: Diagnosis["verdict"]) => html`<li>
    <a href=${linkTo(place, path)}>${who}</a>
    <span>${name}</span>
    ${verdictChip(verdict, lang)}
  </li>`;
  return html`<ul class="rows">
    ${
      registration
        ? line(
            codePath(code),
            words(lang).profile.elsewhereNone,
            inText(namedCode(lang, registration)),
            registration.verdict,
          )
        : nothing
    }
    ${others.map(({ profile, row }) =>
      line(
        profileCodePath(profile.name, row.key),
        profileTitle(profile.name),
        inText(namedRow(lang, profile.name, row)),
        row.rule,
      ),
    )}
  </ul>`;
}
