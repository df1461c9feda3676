// The close card of the newest close, with what comes next; before there is one, a card that waits.
import { html, type TemplateResult } from "lit";
import { closeCard } from "../card/close-card.js";
import { markIcon } from "../card/mark.js";
import { fill } from "../i18n/fill.js";
import type { Lang } from "../i18n/lang.js";
import { bytes, time } from "../i18n/numbers.js";
import { strings } from "../i18n/strings.js";
import type { Close, Scene } from "./duel/scene.js";
import { nextWords } from "./next.js";

export function cardTemplate(scene: Scene, lang: Lang): TemplateResult {
  const close = scene.closes.at(-1);
  if (!close) return pendingCard(scene, lang);
  return closeCard(close.diagnosis, lang, {
    level: 2,
    next: nextWords(scene, lang) ?? "",
    facts: factsOf(close, scene, lang),
  });
}

function pendingCard({ state }: Scene, lang: Lang): TemplateResult {
  const words = strings(lang).lab;
  const isOpen = state === "open";
  return html`
    <article class="close-card pending">
      <header>
        <h2><span class="code">····</span> <span class="name">${words.card.pending}</span></h2>
        <span class="chip" data-mark=${isOpen ? "open" : "waiting"}>
          ${markIcon(isOpen ? "open" : "waiting")}${words.span[isOpen ? "open" : "connecting"]}
        </span>
      </header>
      <p class="sentence">${words.card.pendingNote}</p>
    </article>
  `;
}

type Fact = readonly [name: string, value: string | undefined];

/** What the event says beside the diagnosis. */
function factsOf(close: Close, { fault }: Scene, lang: Lang): Fact[] {
  const words = strings(lang).lab.card;
  const { uptime, reason, synthetic, heard, handed, inDoubt } = close;
  const scale = fault.scale ?? 1;
  return [
    [words.openFor, uptime ? time(uptime, lang) : undefined],
    [words.reason, reason ? `“${reason}”` : undefined],
    [words.itself, synthetic ? words.byItself : undefined],
    [words.speed, scale > 1 ? fill(words.times, { scale }) : undefined],
    [words.doubt, inDoubt ? bytes(inDoubt) : undefined],
    [
      words.unheard,
      handed.messages && !heard ? fill(words.unconfirmed, { count: handed.messages }) : undefined,
    ],
  ];
}
