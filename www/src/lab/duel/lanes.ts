// Both lanes on one time axis, with what the server did marked across them.
import { html, nothing, svg, type TemplateResult } from "lit";
import { fill } from "../../i18n/fill.js";
import type { Lang } from "../../i18n/lang.js";
import { time } from "../../i18n/numbers.js";
import { strings } from "../../i18n/strings.js";
import { wireMark } from "../faults/wire.js";
import { type Axis, axisFor, marksOf, percent, placeOf } from "./axis.js";
import { HEIGHT, hatching, laneBody } from "./lane.js";
import { type Scene, vanishedAt } from "./scene.js";
import { standsOf, standsTemplate, type Who } from "./stands.js";
import type { Track } from "./track.js";

/** `chooser` stands in the place of the other client's name. */
export function lanesTemplate(
  scene: Scene | undefined,
  lang: Lang,
  chooser: unknown,
): TemplateResult {
  const words = strings(lang).lab;
  const tracks = scene ? [scene.ours, scene.theirs] : [];
  const axis = axisFor(scene?.now ?? 0, tracks);
  const rival = words.rival[scene?.rival ?? "websocket"].name;
  return html`
    <div class="lanes">
      ${overlay(scene, axis)}
      ${laneTemplate("ours", "closewise", html`<b>closewise</b>`, scene, axis, lang)}
      ${laneTemplate("theirs", rival, chooser, scene, axis, lang)}
      ${axisTemplate(scene, axis, lang)}
    </div>
  `;
}

function laneTemplate(
  who: Who,
  name: string,
  title: unknown,
  scene: Scene | undefined,
  axis: Axis,
  lang: Lang,
): TemplateResult {
  const track = scene?.[who];
  const label = fill(strings(lang).lab.duel.spans, { name });
  return html`
    <section class="lane" data-who=${who} aria-label=${name}>
      <header>
        <div class="who">${title}</div>
        ${standsTemplate(scene && standsOf(scene, who, lang))}
      </header>
      <svg class="track" role="img" aria-label=${label} aria-describedby="spans-${who}" width="100%" height=${HEIGHT}>
        ${who === "ours" ? hatching : nothing}
        ${track ? laneBody(track, { axis, now: scene.now, lang, vanished: vanishedAt(scene) }) : nothing}
      </svg>
      <ol class="visually-hidden" id="spans-${who}">
        ${track ? track.spans.map((span) => html`<li data-kind=${span.kind} data-from=${Math.round(span.from)}>${spanWords(span, lang)}</li>`) : nothing}
      </ol>
    </section>
  `;
}

function spanWords({ kind, from, to }: Track["spans"][number], lang: Lang): string {
  const words = strings(lang).lab;
  const values = { kind: words.span[kind], from: time(from, lang), to: time(to ?? 0, lang) };
  return fill(to === undefined ? words.duel.spanNow : words.duel.span, values);
}

/** The grid, the present moment and the server's end, from the first lane to the axis. */
function overlay(scene: Scene | undefined, axis: Axis): TemplateResult {
  const line = (at: number, kind: string) => {
    const x = percent(placeOf(axis, at));
    return svg`<line class=${kind} x1=${x} x2=${x} y1="0" y2="100%"></line>`;
  };
  return html`
    <svg class="overlay" width="100%" height="100%" aria-hidden="true">
      ${marksOf(axis).map((at) => line(at, "grid"))}
      ${scene && !scene.isStopped ? line(scene.now, "present") : nothing}
      ${scene?.wire && wireMark(scene.wire) ? line(scene.wire.after, "server") : nothing}
    </svg>
  `;
}

function axisTemplate(scene: Scene | undefined, axis: Axis, lang: Lang): TemplateResult {
  const what = scene?.wire && wireMark(scene.wire);
  return html`
    <svg class="axis" width="100%" height="34" aria-hidden="true">
      ${marksOf(axis).map((at) => axisMark(at, axis))}
      ${scene?.wire && what ? serverMark(scene.wire.after, what, axis, lang) : nothing}
    </svg>
  `;
}

const axisMark = (at: number, axis: Axis) => svg`
  <text x=${percent(placeOf(axis, at))} y="30" text-anchor=${anchorAt(placeOf(axis, at))}>${at / 1000} s</text>
`;

function serverMark(at: number, what: string, axis: Axis, lang: Lang) {
  const place = placeOf(axis, at);
  const isLeft = place < 60;
  return svg`
    <svg x=${percent(place)} y="0" overflow="visible">
      <path class="server-mark" d="M0 1 5 10H-5Z"></path>
      <text class="server-words" x=${isLeft ? 9 : -9} y="11" text-anchor=${isLeft ? "start" : "end"}>
        ${fill(strings(lang).lab.duel.serverGone, { what: what === "…" ? strings(lang).lab.duel.hangs : what })}
      </text>
    </svg>
  `;
}

const anchorAt = (place: number) => (place === 0 ? "start" : place === 100 ? "end" : "middle");
