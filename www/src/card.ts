import { closeCode, type Diagnosis } from "closewise";
import { el, terms } from "./dom.js";
import { causeWords, RANGES, referenceLink, SOURCES, verdictWords } from "./words.js";

/** A diagnosis as a card. `next` is where it says what becomes of it; `more` are further rows. */
export function diagnosisCard(
  diagnosis: Diagnosis,
  { next, more = {} }: { next?: HTMLElement; more?: Record<string, Node | string | undefined> },
): HTMLElement {
  const { code, name, cause, verdict, source, sentence, reference } = diagnosis;
  return el(
    "article",
    {
      className: "card",
      "data-code": code,
      "data-cause": cause,
      "data-verdict": verdict.action,
    },
    el("header", {}, el("h3", {}, el("code", {}, String(code)), name), verdictPill(verdict)),
    el("p", { className: "sentence" }, sentence),
    next,
    terms({
      cause: causeWords(cause),
      range: RANGES[closeCode(code).range],
      "decided by": SOURCES[source],
      ...more,
      reference: referenceTo(reference),
    }),
  );
}

/** Colour and word, never colour alone. */
export const verdictPill = (verdict: Diagnosis["verdict"]): HTMLElement =>
  el("span", { className: "verdict", "data-verdict": verdict.action }, verdictWords(verdict));

function referenceTo(reference: string): HTMLElement | string {
  const href = referenceLink(reference);
  return href ? el("a", { href, target: "_blank", rel: "noreferrer" }, reference) : reference;
}
