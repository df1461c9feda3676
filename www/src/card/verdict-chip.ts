import type { Verdict } from "closewise";
import { html, type TemplateResult } from "lit";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import { type Mark, markIcon } from "./mark.js";

/** The verdict in a word or two, with the colour and the shape of what it means. */
export const verdictChip = (verdict: Verdict, lang: Lang): TemplateResult => html`
  <span class="chip" data-mark=${markOf(verdict)}>
    ${markIcon(markOf(verdict))}${verdictWords(verdict, lang)}
  </span>
`;

export const markOf = ({ action }: Verdict): Mark => MARKS[action];

const MARKS: Record<Verdict["action"], Mark> = {
  retry: "waiting",
  stop: "stopped",
  reauthenticate: "credentials",
};

/** "stop", "retry in 5 to 30 s", … */
export function verdictWords(verdict: Verdict, lang: Lang): string {
  if (verdict.action !== "retry") return label(lang, `verdict.${verdict.action}`);
  const words = strings(lang).verdict;
  switch (verdict.pace) {
    case "now":
      return words.retryNow;
    case "backoff":
      return words.retryBackoff;
    case "window":
      return fill(words.retryWindow, { from: verdict.min / 1000, to: verdict.max / 1000 });
  }
}
