// The page of a registered code: what it means, what browsers make of it, what to do.
import { CloseCode, closeCode, type Diagnosis, diagnose, type Registration } from "closewise";
import { html, nothing, type TemplateResult } from "lit";
import { closeCard } from "../card/close-card.js";
import { referenceLink } from "../card/reference-link.js";
import { verdictChip, verdictWords } from "../card/verdict-chip.js";
import { sentenceOf, worthOf } from "../i18n/diagnosis.js";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { linkTo, type Place } from "../site/links.js";
import type { Page } from "../site/page.js";
import { breadcrumb, breadcrumbData, type Step } from "./breadcrumb.js";
import { codeFacts } from "./code-facts.js";
import { type CodeContent, contentOf } from "./content.js";
import { contentSections, sourcesOf } from "./content-sections.js";
import { inText, namedCode, namedRow } from "./named.js";
import { codePath, profileCodePath, signaturePath } from "./paths.js";
import { profileTitle } from "./profile-titles.js";
import { clipped, plain, section } from "./prose.js";
import { whenItEnds } from "./signature-words.js";
import { REFERENCE_STYLES } from "./styles.js";
import { profiles, registrations, rowFor, signatures } from "./tables.js";
import { words } from "./words.js";

export function codePage(lang: Lang, registration: Registration): Page {
  const { code } = registration;
  const place: Place = { lang, path: codePath(code) };
  const content = contentOf(lang, String(code));
  const diagnosis = usualReading(code);
  const { name, gloss, meaning } = namedCode(lang, registration);
  const shown = inText({ name, gloss, meaning });
  const of = words(lang);
  const steps: Step[] = [[of.codes.heading, "codes/"]];
  return {
    ...place,
    title: content?.title ?? fill(of.code.title, { code, name: shown }),
    description: clipped(plain(content?.description ?? sentenceOf(diagnosis, lang))),
    section: "codes",
    styles: REFERENCE_STYLES,
    found: {
      name: `${code} ${shown}`,
      kind: of.code.kind,
      words: [meaning, content?.answer, content?.causes?.join(" ")].join(" "),
    },
    jsonLd: (siteUrl) => data(place, diagnosis, content, shown, steps, siteUrl),
    body: html`
      ${breadcrumb(place, steps, String(code))}
      <div class="reference">
        <div class="hero">
          ${closeCard(diagnosis, lang, { level: 1, facts: codeFacts(closeCode(code), place) })}
        </div>
        <div class="prose">
          ${contentSections(content, lang)}
          ${section("why", of.code.why, verdictWhy(place, diagnosis))}
          ${otherReading(place, code)}
          ${sourcesOf(content, diagnosis.reference, lang)}
        </div>
        ${aside(place, code)}
      </div>
    `,
  };
}

/** As a client meets it: most codes in a Close frame, and those that are never sent as they are reported. */
export function usualReading(code: number): Diagnosis {
  switch (code) {
    case CloseCode.ABNORMAL_CLOSURE:
      return diagnose({ code }, { opened: true });
    case CloseCode.TLS_HANDSHAKE:
      return diagnose({ code }, { opened: false });
    default:
      return diagnose({ code, wasClean: true }, { opened: true });
  }
}

/** 1006 tells two stories. */
function otherReading({ lang }: Place, code: number): unknown {
  if (code !== CloseCode.ABNORMAL_CLOSURE) return nothing;
  const card = closeCard(diagnose({ code }, { opened: false }), lang);
  return section("never-opened", words(lang).code.neverOpened, card);
}

function verdictWhy(place: Place, diagnosis: Diagnosis): TemplateResult {
  const { lang } = place;
  const of = words(lang).code;
  const { verdict, source, reference, code } = diagnosis;
  const readers = profiles().flatMap((profile) => {
    const row = rowFor(profile, code);
    return row ? [{ profile, row }] : [];
  });
  return html`
    <p>${verdictChip(verdict, lang)} ${worthOf(diagnosis, lang)}</p>
    <p class="hint">
      ${fill(of.decided, { source: label(lang, `source-label.${source}`) })}
      ${referenceLink(reference)}
    </p>
    ${
      readers.length === 0
        ? nothing
        : html`
          <h3>${of.profiles}</h3>
          <ul class="rows">
            ${readers.map(({ profile, row }) => {
              const { name, gloss, meaning } = namedRow(lang, profile.name, row);
              return html`<li>
                <a href=${linkTo(place, profileCodePath(profile.name, row.key))}>${profileTitle(profile.name)}</a>
                <span>${gloss ?? name}${meaning ? html`<small> ${meaning}</small>` : nothing}</span>
                ${verdictChip(row.rule, lang)}
              </li>`;
            })}
          </ul>
        `
    }
  `;
}

function aside(place: Place, code: number): TemplateResult {
  const { lang } = place;
  const of = words(lang).code;
  const theirs = signatures.filter(({ codes }) => codes?.includes(code));
  const others = registrations();
  return html`
    <aside>
      <p class="try">
        <a href="${linkTo(place, "meaning/")}#code=${code}&opened=1">${of.try}</a>
        <small>${of.tryHint}</small>
      </p>
      ${
        theirs.length === 0
          ? nothing
          : html`
            <h2>${of.signatures}</h2>
            <ul class="links">
              ${theirs.map(
                (signature) => html`<li>
                  <a href=${linkTo(place, signaturePath(signature))}>${signature.name}</a>
                  <small>${whenItEnds(signature, lang)}</small>
                </li>`,
              )}
            </ul>
          `
      }
      <h2>${of.neighbours}</h2>
      <ul class="numbers">
        ${others.map((other) =>
          other.code === code
            ? html`<li><b aria-current="page">${code}</b></li>`
            : html`<li><a href=${linkTo(place, codePath(other.code))} title=${other.name}>${other.code}</a></li>`,
        )}
      </ul>
    </aside>
  `;
}

function data(
  place: Place,
  diagnosis: Diagnosis,
  content: CodeContent | undefined,
  name: string,
  steps: readonly Step[],
  siteUrl: string,
): object {
  const { lang } = place;
  const of = words(lang).code;
  const { code, verdict } = diagnosis;
  const answer = plain(content?.answer ?? sentenceOf(diagnosis, lang));
  const question = (asked: string, text: string) => ({
    "@type": "Question",
    name: fill(asked, { code }),
    acceptedAnswer: { "@type": "Answer", text },
  });
  const retry = worthOf(diagnosis, lang) ?? verdictWords(verdict, lang);
  return {
    "@context": "https://schema.org",
    "@graph": [
      {
        "@type": "DefinedTerm",
        termCode: String(code),
        name,
        description: answer,
        inDefinedTermSet: siteUrl + (lang === "en" ? "codes/" : `${lang}/codes/`),
      },
      {
        "@type": "FAQPage",
        mainEntity: [question(of.whatQuestion, answer), question(of.retryQuestion, retry)],
      },
      breadcrumbData(place, steps, String(code), siteUrl),
    ],
  };
}
