// What a widely read article says of close codes, claim by claim, and what is so.
import { html, type TemplateResult } from "lit";
import en from "../../content/article.en.json" with { type: "json" };
import zh from "../../content/article.zh.json" with { type: "json" };
import type { Lang } from "../i18n/lang.js";
import { clipped, plain, prose } from "../reference/prose.js";
import { words } from "../reference/words.js";
import type { Page } from "../site/page.js";

interface Article {
  readonly title: string;
  readonly lead: string;
  readonly claims: readonly Claim[];
  readonly closing: string;
}

interface Claim {
  readonly claim: string;
  readonly verdict: string;
  readonly truth: string;
  readonly source: { readonly title: string; readonly url: string };
}

const ARTICLES: Record<Lang, Article> = { en, zh };

export function claimsPage(lang: Lang): Page {
  const { title, lead, claims, closing } = ARTICLES[lang];
  return {
    lang,
    path: "claims/",
    title,
    description: clipped(plain(lead)),
    section: "claims",
    styles: ["styles/reference.css", "styles/claims.css"],
    found: { name: title, kind: "", words: plain(claims.map(({ claim }) => claim).join(" ")) },
    jsonLd: () => ({
      "@context": "https://schema.org",
      "@type": "FAQPage",
      name: title,
      mainEntity: claims.map(({ claim, truth }) => ({
        "@type": "Question",
        name: plain(claim),
        acceptedAnswer: { "@type": "Answer", text: plain(truth) },
      })),
    }),
    body: html`
      <h1>${title}</h1>
      <p class="lead">${prose(lead)}</p>
      <ol class="claims">${claims.map((claim) => claimItem(claim, lang))}</ol>
      <p class="lead">${prose(closing)}</p>
    `,
  };
}

function claimItem({ claim, verdict, truth, source }: Claim, lang: Lang): TemplateResult {
  const of = words(lang).claims;
  const verdicts: Readonly<Record<string, string>> = of.verdicts;
  return html`
    <li>
      <h2>${prose(claim)}</h2>
      <p class="verdict" data-verdict=${verdict}>${verdicts[verdict] ?? verdict}</p>
      <p class="truth">${prose(truth)}</p>
      <p class="hint">${of.source}: <a href=${source.url} rel="noreferrer">${source.title}</a></p>
    </li>
  `;
}
