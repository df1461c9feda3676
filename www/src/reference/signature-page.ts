// The page of a signature: what ends a connection how, what fits it, and what to change.
import type { Signature } from "closewise/suspects";
import { html, nothing } from "lit";
import { closeCard } from "../card/close-card.js";
import { referenceLink } from "../card/reference-link.js";
import { verdictChip } from "../card/verdict-chip.js";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { exactSpan, span } from "../i18n/numbers.js";
import { linkTo, type Place } from "../site/links.js";
import type { Page } from "../site/page.js";
import { breadcrumb, breadcrumbData, type Step } from "./breadcrumb.js";
import { codePath, signaturePath } from "./paths.js";
import { clipped, section } from "./prose.js";
import { asQuery, exampleOf } from "./signature-example.js";
import {
  signatureRemedy,
  signatureSentence,
  signatureTitle,
  whenItEnds,
} from "./signature-words.js";
import { REFERENCE_STYLES } from "./styles.js";
import { registrations, signatures } from "./tables.js";
import { windowDrawing } from "./window-drawing.js";
import { words } from "./words.js";

export function signaturePage(lang: Lang, signature: Signature): Page {
  const place: Place = { lang, path: signaturePath(signature) };
  const of = words(lang).signatures;
  const { name, kind, span: time, reference } = signature;
  const title = signatureTitle(signature, lang);
  const sentence = signatureSentence(signature, lang);
  const remedy = signatureRemedy(signature, lang);
  const steps: Step[] = [[of.heading, "signatures/"]];
  const others = signatures.filter((other) => other.kind === kind && other !== signature);
  return {
    ...place,
    title,
    description: clipped(`${sentence} ${remedy}`),
    section: "signatures",
    styles: [...REFERENCE_STYLES, "styles/window.css"],
    found: {
      name: title,
      kind: label(lang, `kind.${kind}`),
      words: [sentence, remedy, signature.words?.join(" ")].join(" "),
    },
    jsonLd: (siteUrl) => ({
      "@context": "https://schema.org",
      "@graph": [
        {
          "@type": "TechArticle",
          headline: title,
          description: sentence,
          about: name,
          articleBody: `${sentence} ${remedy}`,
          citation: reference,
        },
        breadcrumbData(place, steps, title, siteUrl),
      ],
    }),
    body: html`
      ${breadcrumb(place, steps, name)}
      <h1>${title}</h1>
      <div class="reference">
        <div class="prose">
          <p class="answer">${sentence}</p>
          ${time ? windowDrawing(time, whenItEnds(signature, lang), lang) : nothing}
          ${factList(place, signature)}
          ${section("remedy", of.remedy, html`<p>${remedy}</p>`)}
          ${section("example", of.example, closeCard(exampleOf(signature), lang))}
          ${section("alike", of.alike, alike(place, signature))}
          ${section("source", of.source, html`<p>${referenceLink(reference)}</p>`)}
        </div>
        <aside>
          <p class="try">
            <a href="${linkTo(place, "meaning/")}#${asQuery(signature)}">${words(lang).code.try}</a>
            <small>${words(lang).code.tryHint}</small>
          </p>
          <h2>${fill(of.others, { kind: label(lang, `kind.${kind}`) })}</h2>
          <ul class="links">
            ${others.map(
              (other) => html`<li>
                <a href=${linkTo(place, signaturePath(other))}>${other.name}</a>
                <small>${whenItEnds(other, lang)}</small>
              </li>`,
            )}
          </ul>
        </aside>
      </div>
    `,
  };
}

function factList(place: Place, signature: Signature) {
  const { lang } = place;
  const of = words(lang).signatures;
  const { codes, span: time, words: said, verdict } = signature;
  const known = new Set(registrations().map(({ code }) => code));
  const code = (code: number) =>
    known.has(code) ? html`<a href=${linkTo(place, codePath(code))}>${code}</a> ` : `${code} `;
  const fact = (term: string, value: unknown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
  return html`
    <dl class="pairs">
      ${
        time
          ? html`
            ${fact(of.measured, of.measure[time.measure])}
            ${fact(of.documented, span(time.millis, lang))}
            ${fact(of.window, fill(of.windowValue, { from: exactSpan(time.from, lang), to: exactSpan(time.to, lang) }))}
          `
          : nothing
      }
      ${fact(of.codes, codes ? codes.map(code) : of.anyCode)}
      ${
        said
          ? fact(
              of.words,
              said.map((phrase) => html`<code>${phrase}</code> `),
            )
          : nothing
      }
      ${fact(
        of.verdictFact,
        verdict && typeof verdict === "object"
          ? html`${verdictChip(verdict, lang)} <small>${of.overrides}</small>`
          : of.verdictCode,
      )}
    </dl>
  `;
}

function alike(place: Place, signature: Signature): unknown {
  const { lang } = place;
  const of = words(lang).signatures;
  const same = signatures.filter((other) => other !== signature && overlaps(other, signature));
  if (same.length === 0) return nothing;
  return html`
    <p>${of.alikeLead}</p>
    <ul class="rows">
      ${same.map(
        (other) => html`<li>
          <a href=${linkTo(place, signaturePath(other))}>${other.name}</a>
          <span>${whenItEnds(other, lang)}</span>
        </li>`,
      )}
    </ul>
  `;
}

/** Whether one close may fit both, by its times and its code. */
function overlaps(one: Signature, other: Signature): boolean {
  if (!one.span || !other.span) return false;
  const codesMeet =
    !one.codes || !other.codes || one.codes.some((code) => other.codes?.includes(code));
  return codesMeet && one.span.from <= other.span.to && other.span.from <= one.span.to;
}
