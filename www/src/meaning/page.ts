// The page where visitors ask what their close means. It is made with an answer, so that it says something without its
// script and nothing moves when that comes.
import { html } from "lit";
import type { Lang } from "../i18n/lang.js";
import type { Place } from "../site/links.js";
import type { Page } from "../site/page.js";
import { answer } from "./answer.js";
import { answerTo, FIRST } from "./asked.js";
import { form } from "./form.js";
import { probeForm } from "./probe-form.js";
import { meaningWords } from "./words.js";

export function meaningPage(lang: Lang): Page {
  const place: Place = { lang, path: "meaning/" };
  const words = meaningWords(lang);
  return {
    ...place,
    title: words.title,
    description: words.description,
    section: "meaning",
    scripts: ["src/meaning/main.ts"],
    styles: ["styles/reference.css", "styles/meaning.css"],
    found: { name: words.title, kind: "", words: words.description },
    jsonLd: (siteUrl) => ({
      "@context": "https://schema.org",
      "@type": "WebApplication",
      name: words.title,
      description: words.description,
      applicationCategory: "DeveloperApplication",
      operatingSystem: "any",
      url: siteUrl + (lang === "en" ? "" : `${lang}/`) + place.path,
    }),
    body: html`
      <h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <div class="meaning">
        <section class="answer-side" aria-label=${words.answer}>
          <div id="answer">${answer(answerTo(FIRST), FIRST.protocol, place)}</div>
          <p id="announcement" class="visually-hidden" role="status"></p>
        </section>
        ${form(FIRST, lang)}
      </div>
      ${probeForm(lang)}
    `,
  };
}
