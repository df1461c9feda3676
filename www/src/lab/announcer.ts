// Tells a screen reader what a fault came to: once when closewise has a diagnosis, and once when it is open again or has
// ended. Countdowns and whatever else moves are not announced.
import { eventOf } from "../i18n/diagnosis.js";
import type { Lang } from "../i18n/lang.js";
import type { Duel } from "./duel/duel.js";
import { lab } from "./lab.js";
import { nextWords } from "./next.js";
import { backAt } from "./tour/story.js";

export function wireAnnouncer(lang: Lang): void {
  const place = document.getElementById("announcer");
  let duel: Duel | undefined;
  let said = 0;
  lab.subscribe(() => {
    if (!place || !lab.duel) return;
    if (duel !== lab.duel) {
      duel = lab.duel;
      said = 0;
      place.textContent = "";
    }
    const { scene } = duel;
    const [close] = scene.closes;
    const isOver = scene.ended !== undefined || backAt(scene.ours) !== undefined;
    const reached = isOver ? 2 : close ? 1 : 0;
    if (reached <= said) return;
    const first = said === 0 && close ? eventOf(close.diagnosis, lang) : "";
    said = reached;
    place.textContent = [first, isOver ? nextWords(scene, lang) : ""].filter(Boolean).join(" ");
  });
}
