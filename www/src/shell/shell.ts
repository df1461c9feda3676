// What every page has around its body: the head, the navigation, the foot.
import { html } from "@lit-labs/ssr";
import { nothing, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { LANGS, type Lang, NAMES, TAGS } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import { searchBox } from "../search/box.js";
import { addressOf, type Page, rootFrom } from "../site/page.js";

/** Where the files of a page are once it is built, by what the sources call them. */
export interface Assets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** Where the whole site is, for links that have to be absolute. */
  readonly siteUrl: string;
}

/** The styles of every page, from the folder www. */
export const STYLES = [
  "styles/tokens.css",
  "styles/base.css",
  "styles/shell.css",
  "styles/card.css",
  "styles/search.css",
];

/** The script of every page. */
export const SHELL_SCRIPT = "src/shell/main.ts";

/**
 * Nothing comes from elsewhere, and nothing goes anywhere but where the visitor wants to connect to. WebAssembly is
 * compiled from the page's own bytes.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws: wss: http: https:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='6' fill='none' stroke='%230b6e4f' stroke-width='3' stroke-dasharray='28 10'/%3E%3C/svg%3E";

/** The document, but for its `doctype`. */
export function documentOf(page: Page, { scripts, styles, siteUrl }: Assets): TemplateResult {
  const { lang, title, description, jsonLd } = page;
  return html`<html lang=${TAGS[lang]} data-root=${rootFrom(page)}>
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content=${CONTENT_SECURITY_POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${title}</title>
      <meta name="description" content=${description} />
      <link rel="canonical" href=${siteUrl + addressOf(page)} />
      ${LANGS.map((other) => html`<link rel="alternate" hreflang=${TAGS[other]} href=${siteUrl + addressOf({ ...page, lang: other })} />`)}
      <link rel="alternate" hreflang="x-default" href=${siteUrl + page.path} />
      <link rel="icon" href=${ICON} />
      ${styles.map((href) => html`<link rel="stylesheet" href=${href} />`)}
      ${scripts.map((src) => html`<script type="module" src=${src}></script>`)}
      ${jsonLd ? unsafeHTML(`<script type="application/ld+json">${escaped(jsonLd(siteUrl))}</script>`) : nothing}
    </head>
    <body>
      ${header(page)}
      <main id="content" tabindex="-1">${page.body}</main>
      ${footer(lang)}
    </body>
  </html>`;
}

/** No text in it can end the element that it is in. */
const escaped = (data: object): string => JSON.stringify(data).replaceAll("<", "\\u003c");

function header(page: Page): TemplateResult {
  const { lang, section } = page;
  const words = strings(lang).site;
  const home = rootFrom(page) + addressOf({ lang, path: "" });
  const link = (name: keyof typeof words.nav, path: string) => html`
    <li><a href=${home + path} aria-current=${section === name ? "page" : nothing}>${words.nav[name]}</a></li>
  `;
  return html`
    <a class="skip" href="#content">${words.skip}</a>
    <header class="top">
      <a class="home" href=${home}><span>${words.name}</span></a>
      <nav aria-label=${words.name}>
        <ul>
          ${link("lab", "")} ${link("bench", "bench/")} ${link("meaning", "meaning/")} ${link("codes", "codes/")}
          ${link("signatures", "signatures/")} ${link("claims", "claims/")}
        </ul>
      </nav>
      ${searchBox(lang)}
      <ul class="languages" aria-label=${words.language}>
        ${LANGS.map((other) => languageLink(page, other))}
      </ul>
    </header>
  `;
}

const languageLink = (page: Page, lang: Lang) => html`
  <li>
    <a
      href=${rootFrom(page) + addressOf({ ...page, lang })}
      lang=${TAGS[lang]}
      hreflang=${TAGS[lang]}
      data-lang=${lang}
      aria-current=${lang === page.lang ? "true" : nothing}
      >${NAMES[lang]}</a
    >
  </li>
`;

const footer = (lang: Lang): TemplateResult => html`
  <footer class="foot"><p>${strings(lang).site.footer}</p></footer>
`;
