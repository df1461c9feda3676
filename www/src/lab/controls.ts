// The tour and the board: what can be pressed.
import type { Lang } from "../i18n/lang.js";
import { boardTemplate } from "./faults/board.js";
import { lab } from "./lab.js";
import { mount } from "./mount.js";
import { STEPS } from "./tour/steps.js";
import { tourTemplate } from "./tour/tour.js";

export function wireControls(lang: Lang): void {
  const showTour = mount("tour");
  const showBoard = mount("board");
  lab.subscribe(() => {
    const { step, taken, duel } = lab;
    showTour(tourTemplate(lang, { present: step, taken, press: take }));
    const present = step === undefined ? duel?.fault.id : undefined;
    showBoard(
      boardTemplate(lang, { present, press: (fault) => pressAndShow(() => lab.press(fault)) }),
    );
  });
}

function take(index: number): void {
  const step = STEPS[index];
  if (step) pressAndShow(() => lab.press(step.fault, index));
}

/** Where the result is out of sight, it is brought there. */
function pressAndShow(press: () => void): void {
  press();
  const card = document.getElementById("card");
  const { top, bottom } = card?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  if (top >= 0 && bottom - (bottom - top) / 2 <= innerHeight) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  card?.scrollIntoView({ behavior: isCalm ? "auto" : "smooth", block: "start" });
}
