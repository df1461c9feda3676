// A lane: what one client was in, drawn on the time axis. Solid is open, hatched is waiting, a line is connecting, and a
// gap is what the client never said. Every place is in percent, so that it fits any width without being measured.
import { nothing, svg, type TemplateResult } from "lit";
import { type Mark, markShape } from "../../card/mark.js";
import type { Lang } from "../../i18n/lang.js";
import { secondsLeft } from "../../i18n/numbers.js";
import { strings } from "../../i18n/strings.js";
import { type Axis, percent, placeOf } from "./axis.js";
import type { Span, Told, Track } from "./track.js";

export const HEIGHT = 40;
const TOP = 6;
const BAR = 28;
const MIDDLE = TOP + BAR / 2;

interface Drawing {
  readonly axis: Axis;
  readonly now: number;
  readonly lang: Lang;
  /** When the server was gone for good, without a word. */
  readonly vanished: number | undefined;
}

export function laneBody(track: Track, drawing: Drawing): TemplateResult<2> {
  return svg`
    ${track.spans.map((span) => spanShape(span, drawing))}
    ${marked(track.told).map((told) => tick(told, drawing.axis))}
  `;
}

/** The hatchings. Their ids are in the document once. */
export const hatching = svg`
  <defs>
    ${["waiting", "credentials"].map(
      (kind) => svg`
        <pattern id="hatching-${kind}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class="hatch ${kind}" x1="0" y1="0" x2="0" y2="7" stroke-width="5"></line>
        </pattern>
      `,
    )}
  </defs>
`;

function spanShape(
  span: Span,
  { axis, now, lang, vanished }: Drawing,
): TemplateResult<2> | typeof nothing {
  const words = strings(lang).lab;
  const { kind, from, until } = span;
  const end = kind === "waiting" && span.to === undefined ? (until ?? now) : (span.to ?? now);
  const x = placeOf(axis, from);
  const width = Math.max(0, placeOf(axis, end) - x);
  const isRoomy = width > 9;
  switch (kind) {
    case "connecting":
      return svg`<rect class="connecting" x=${percent(x)} y=${MIDDLE - 2} width=${percent(width)} height="4"></rect>`;
    case "open":
    case "closing": {
      const isBelied = vanished !== undefined && from <= vanished && end > vanished + NOTICEABLE;
      return svg`
        <rect class=${kind} x=${percent(x)} y=${TOP} width=${percent(Math.max(width, THIN))} height=${BAR}></rect>
        ${isRoomy ? caption(x, width, isBelied ? words.duel.looksOpen : words.span[kind], `in-${kind}`) : nothing}
      `;
    }
    case "waiting":
    case "paused": {
      const look = span.mark === "credentials" ? span.mark : "waiting";
      const left = span.to === undefined && until !== undefined ? until - now : undefined;
      return svg`
        <rect class="ground ${look}" x=${percent(x)} y=${TOP} width=${percent(width)} height=${BAR}></rect>
        <rect fill="url(#hatching-${look})" x=${percent(x)} y=${TOP} width=${percent(width)} height=${BAR}></rect>
        ${left !== undefined && isRoomy ? caption(x, width, secondsLeft(Math.max(0, left), lang), `countdown ${look}`) : nothing}
      `;
    }
    case "unknown":
      return width > 18 ? caption(x, width, words.duel.notSaid, "unsaid") : svg``;
    case "ended":
      return meaning(percent(x), "stopped");
  }
}

/** A bar that is all but too short to be seen, in percent. */
const THIN = 0.4;

/** By so much a bar has to reach beyond the end for the eye, in ms. */
const NOTICEABLE = 300;

/** In the middle of its span, and cut off where that ends. */
const caption = (x: number, width: number, text: string, kind: string): TemplateResult<2> => svg`
  <svg x=${percent(x)} width=${percent(width)} height=${HEIGHT}>
    <text class="caption ${kind}" x="50%" y=${MIDDLE} text-anchor="middle" dominant-baseline="central">${text}</text>
  </svg>
`;

/** What is worth a mark: of many messages only the first. */
const marked = (told: readonly Told[]): readonly Told[] => told.filter(({ kind }) => kind in SIZES);

const SIZES: Partial<Record<Told["kind"], "tall" | "short">> = {
  close: "tall",
  message: "short",
  threw: "tall",
  lost: "tall",
  delivered: "short",
  queued: "short",
};

function tick({ at, kind, mark }: Told, axis: Axis): TemplateResult<2> {
  const x = percent(placeOf(axis, at));
  const [from, to] = SIZES[kind] === "tall" ? [0, HEIGHT] : [TOP + BAR, HEIGHT];
  return svg`
    <line class="tick ${kind}" x1=${x} x2=${x} y1=${from} y2=${to}></line>
    ${kind === "close" && mark ? meaning(x, mark) : nothing}
  `;
}

/** What a close came to, in the shape of its meaning. */
const meaning = (x: string, mark: Mark): TemplateResult<2> => svg`
  <svg class="close-mark" data-mark=${mark} x=${x} y=${TOP - 6} overflow="visible">
    <circle r="8" cx="0" cy="6" class="halo"></circle>
    <g transform="translate(-6 0)">${markShape(mark)}</g>
  </svg>
`;
