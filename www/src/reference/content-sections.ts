// The parts of a page that people wrote: of a code, or of a range.
import { html, nothing, type TemplateResult } from "lit";
import { addressOf, referenceLink } from "../card/reference-link.js";
import type { Lang } from "../i18n/lang.js";
import type { CodeContent } from "./content.js";
import { prose, section } from "./prose.js";
import { words } from "./words.js";

export function contentSections(content: CodeContent | undefined, lang: Lang): unknown {
  if (!content) return nothing;
  const of = words(lang).code;
  const { answer, check, causes, browsers, servers, misreadings } = content;
  return html`
    <p class="answer">${prose(answer)}</p>
    ${section("check", of.check, check?.length ? html`<ol class="steps">${check.map(item)}</ol>` : nothing)}
    ${section("causes", of.causes, causes?.length ? html`<ul class="bullets">${causes.map(item)}</ul>` : nothing)}
    ${section("browsers", of.browsers, browsers && browserList(browsers))}
    ${section("servers", of.servers, servers?.length ? serverList(servers) : nothing)}
    ${section("misreadings", of.misreadings, misreadings?.length ? misreadingList(misreadings) : nothing)}
  `;
}

/** Where it all is documented: what the text names, and what the package does. */
export function sourcesOf(
  content: CodeContent | undefined,
  reference: string,
  lang: Lang,
): unknown {
  const sources = content?.sources ?? [];
  const isNamed = sources.some(({ url }) => url === addressOf(reference));
  return section(
    "sources",
    words(lang).code.sources,
    html`<ul class="bullets">
      ${isNamed ? nothing : html`<li>${referenceLink(reference)}</li>`}
      ${sources.map(({ title, url }) => html`<li><a href=${url} rel="noreferrer">${title}</a></li>`)}
    </ul>`,
  );
}

const item = (text: string): TemplateResult => html`<li>${prose(text)}</li>`;

const browserList = (browsers: NonNullable<CodeContent["browsers"]>): TemplateResult => html`
  <dl class="pairs">
    <div><dt>Chromium</dt><dd>${prose(browsers.chromium)}</dd></div>
    <div><dt>Firefox</dt><dd>${prose(browsers.firefox)}</dd></div>
    <div><dt>WebKit</dt><dd>${prose(browsers.webkit)}</dd></div>
  </dl>
`;

const serverList = (servers: NonNullable<CodeContent["servers"]>): TemplateResult => html`
  <dl class="pairs">
    ${servers.map(
      ({ server, code, note }) => html`<div>
        <dt>${server}</dt>
        <dd>
          ${code ? html`<pre tabindex="0"><code>${code}</code></pre>` : nothing}
          <p>${prose(note)}</p>
        </dd>
      </div>`,
    )}
  </dl>
`;

const misreadingList = (
  misreadings: NonNullable<CodeContent["misreadings"]>,
): TemplateResult => html`
  <dl class="misreadings">
    ${misreadings.map(
      ({ claim, truth }) => html`<div><dt>${prose(claim)}</dt><dd>${prose(truth)}</dd></div>`,
    )}
  </dl>
`;
