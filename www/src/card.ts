import { closeCode, type Diagnosis, type Suspect } from "closewise";
import { el, terms } from "./dom.js";
import { causeWords, RANGES, referenceLink, SOURCES, verdictWords } from "./words.js";

/** A diagnosis as a card. `next` is where it says what becomes of it; `more` are further rows. */
export function diagnosisCard(
  diagnosis: Diagnosis,
  { next, more = {} }: { next?: HTMLElement; more?: Record<string, Node | string | undefined> },
): HTMLElement {
  const { code, name, cause, verdict, source, sentence, suspects, reference } = diagnosis;
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
    suspects.length > 0 ? suspectList(suspects) : undefined,
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

/** What typically ends a connection so, the best first, and what to change. */
const suspectList = (suspects: readonly Suspect[]): HTMLElement =>
  el(
    "ol",
    { className: "suspects", ariaLabel: "Suspects, the most typical first" },
    ...suspects.map(({ kind, name, remedy }) =>
      el("li", { "data-kind": kind }, el("b", {}, name), ` ${remedy}`),
    ),
  );

/** Colour and word, never colour alone. */
export const verdictPill = (verdict: Diagnosis["verdict"]): HTMLElement =>
  el("span", { className: "verdict", "data-verdict": verdict.action }, verdictWords(verdict));

function referenceTo(reference: string): HTMLElement | string {
  const href = referenceLink(reference);
  return href ? el("a", { href, target: "_blank", rel: "noreferrer" }, reference) : reference;
}
