// Draws the duel: the card, the lanes, what each was told, and the story.
import { html, nothing } from "lit";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import { cardTemplate } from "./card.js";
import { chooserTemplate } from "./chooser.js";
import { lanesTemplate } from "./duel/lanes.js";
import { rivalOf } from "./duel/rivals.js";
import type { Scene } from "./duel/scene.js";
import { toldList } from "./duel/told.js";
import { exampleScene } from "./example.js";
import { faultLabel } from "./faults/board.js";
import { lab } from "./lab.js";
import { mount } from "./mount.js";
import { reportTemplate } from "./report.js";
import { STEPS } from "./tour/steps.js";
import { storyOf } from "./tour/story.js";
import { storyTemplate } from "./tour/story-view.js";

/** Returns the function that draws it anew; it is called whenever something has changed, too. */
export function wireDuel(lang: Lang): () => void {
  const words = strings(lang).lab;
  const example = exampleScene();
  const showCard = mount("card");
  const showLanes = mount("lanes");
  const showStatus = mount("status");
  const showStory = mount("story");
  const showReport = mount("report");
  const showOurs = mount("told-ours");
  const showTheirs = mount("told-theirs");

  const draw = () => {
    const { duel } = lab;
    const scene: Scene = duel?.scene ?? example;
    const step = lab.step === undefined ? undefined : STEPS[lab.step]?.id;
    const sentences = duel ? storyOf(scene, step, lang) : [words.story.example];
    showCard(cardTemplate(scene, lang));
    showLanes(lanesTemplate(scene, lang, chooserTemplate(lab.rival.id, lang, choose)));
    showStatus(statusTemplate(lang));
    showStory(storyTemplate(sentences, lang));
    showReport(reportTemplate(scene, lang));
    showOurs(toldList("closewise", scene.ours, lang));
    showTheirs(toldList(words.rival[scene.rival].name, scene.theirs, lang));
  };
  lab.subscribe(draw);
  return draw;
}

function choose(id: string): void {
  const rival = rivalOf(id);
  if (rival) lab.choose(rival);
}

function statusTemplate(lang: Lang) {
  const words = strings(lang).lab;
  const { duel } = lab;
  if (!duel) return html`<p class="hint">${words.duel.example}</p>`;
  return html`
    <p class="hint" data-ours=${duel.ids.ours} data-theirs=${duel.ids.theirs}>
      ${faultLabel(duel.fault, lang)}
    </p>
    ${duel.stoppedAt === undefined ? html`<button type="button" class="quiet" id="stop" @click=${() => duel.stop()}>${words.duel.stop}</button>` : nothing}
  `;
}
