// The front page: the lab. What it comes with is an example, in the very places that its script fills.
import { html } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import type { Page } from "../site/page.js";
import { cardTemplate } from "./card.js";
import { chooserTemplate } from "./chooser.js";
import { lanesTemplate } from "./duel/lanes.js";
import { toldList } from "./duel/told.js";
import { exampleScene } from "./example.js";
import { boardTemplate } from "./faults/board.js";
import { reportTemplate } from "./report.js";
import { storyTemplate } from "./tour/story-view.js";
import { tourTemplate } from "./tour/tour.js";

export function labPage(lang: Lang): Page {
  const { site, lab } = strings(lang);
  const scene = exampleScene();
  return {
    lang,
    path: "",
    title: `closewise: ${site.tagline}`,
    description: lab.lede,
    section: "lab",
    scripts: ["src/lab/main.ts"],
    styles: ["styles/lab.css", "styles/lanes.css"],
    body: html`
      <header class="hero">
        <h1>${site.tagline}</h1>
        <p>${lab.lede} ${withoutScript(lab.noScript)}</p>
      </header>
      <div class="stage">
        <div class="card-place" id="card">${cardTemplate(scene, lang)}</div>
        <section class="tour" id="tour">${tourTemplate(lang)}</section>
        <section class="duel" aria-labelledby="duel-title">
          <div class="bar">
            <h2 id="duel-title">${lab.duel.title}</h2>
            <div class="status" id="status"><p class="hint">${lab.duel.example}</p></div>
          </div>
          <div id="lanes">${lanesTemplate(scene, lang, chooserTemplate("websocket", lang))}</div>
        </section>
        <section class="story" id="story">${storyTemplate([lab.story.example], lang)}</section>
      </div>
      <p class="visually-hidden" role="status" id="announcer"></p>
      <div id="chaos"></div>
      <div class="details" id="details">
        <section id="report">${reportTemplate(scene, lang)}</section>
        <section class="told" id="told-ours">${toldList("closewise", scene.ours, lang)}</section>
        <section class="told" id="told-theirs">${toldList(lab.rival.websocket.name, scene.theirs, lang)}</section>
      </div>
      <section class="board" id="board">${boardTemplate(lang)}</section>
      <p class="hint" id="chaos-where"></p>
    `,
  };
}

/** A template cannot fill in what is in this element. */
const withoutScript = (words: string) => unsafeHTML(`<noscript>${words}</noscript>`);
