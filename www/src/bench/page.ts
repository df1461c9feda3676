import { html } from "lit";
import type { Lang } from "../i18n/lang.js";
import { addressOf, type Page } from "../site/page.js";
import { Bench } from "./bench.js";
import { type Actions, benchView } from "./view.js";
import { words } from "./words.js";

/** One client of the visitor's own. What it shows at first is what its script shows at first, so that nothing jumps. */
export function benchPage(lang: Lang): Page {
  const { title, description, heading, lead } = words(lang);
  return {
    lang,
    path: "bench/",
    title,
    description,
    section: "bench",
    jsonLd: (siteUrl) => ({
      "@context": "https://schema.org",
      "@type": "WebApplication",
      name: title,
      description,
      applicationCategory: "DeveloperApplication",
      operatingSystem: "any",
      url: siteUrl + addressOf({ lang, path: "bench/" }),
    }),
    body: html`
      <header class="intro"><h1>${heading}</h1><p>${lead}</p></header>
      <div id="bench" class="bench">${benchView(new Bench(lang), NO_ACTIONS)}</div>
      <p id="announcement" class="visually-hidden" role="status"></p>
    `,
    scripts: ["src/bench/main.ts"],
    styles: ["styles/bench.css"],
  };
}

const nothing = () => {};

const NO_ACTIONS: Actions = {
  connect: { connect: nothing, copyLink: nothing },
  time: {
    ...{ isPaused: false, hovered: undefined },
    ...{ pause: nothing, zoom: nothing, all: nothing, png: nothing, csv: nothing, key: nothing },
  },
  log: {
    ...{ search: nothing, toggle: nothing, copy: nothing, save: nothing, clear: nothing },
    ...{ copyEntry: nothing, key: nothing, toNewest: nothing, isFollowing: true },
  },
  copyCode: nothing,
};
