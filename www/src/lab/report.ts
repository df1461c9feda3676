// A fault from the wire to what comes of it: what was sent, what the browser made of it, what closewise does.
import { html, type TemplateResult } from "lit";
import { fill } from "../i18n/fill.js";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import { type Scene, vanishedAt } from "./duel/scene.js";
import { wireWords } from "./faults/wire.js";
import { nextWords } from "./next.js";

export function reportTemplate(scene: Scene | undefined, lang: Lang): TemplateResult {
  const words = strings(lang).lab.report;
  const row = (name: string, id: string, value: string | undefined) => html`
    <div data-report=${id}><dt>${name}</dt><dd>${value ?? words.pending}</dd></div>
  `;
  return html`
    <dl class="report">
      ${row(words.wire, "wire", scene && onTheWire(scene, lang))}
      ${row(words.reported, "reported", scene && reportedWords(scene, lang))}
      ${row(words.next, "next", scene && nextWords(scene, lang))}
    </dl>
  `;
}

function onTheWire({ wire, now, closes }: Scene, lang: Lang): string | undefined {
  if (wire) return wireWords(wire, lang);
  return closes.length === 0 && now > UNEVENTFUL ? strings(lang).lab.report.nothing : undefined;
}

/** After so long nothing is worth saying, in ms. */
const UNEVENTFUL = 1500;

/** What the browser itself said of closewise's first connection. */
function reportedWords(scene: Scene, lang: Lang): string | undefined {
  const words = strings(lang).lab.report;
  const [first] = scene.closes;
  if (!first) return vanishedAt(scene) === undefined ? undefined : words.nothingYet;
  if (first.synthetic) return words.itself;
  const { told } = scene.ours;
  const hadError = told
    .slice(
      0,
      told.findIndex(({ kind }) => kind === "close"),
    )
    .some(({ kind }) => kind === "error");
  return fill(words.code, {
    code: first.code,
    clean: first.wasClean ? words.clean : words.unclean,
    error: hadError ? words.anError : words.noError,
  });
}
