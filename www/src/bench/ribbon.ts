// The ribbon: the states one after the other, each with the colour and the shape of what it means.
import type { State } from "closewise";
import type uPlot from "uplot";
import type { Mark } from "../card/mark.js";
import type { Palette } from "./palette.js";
import type { Span } from "./timeline.js";

export interface Ribbon {
  readonly spans: readonly Span[];
  /** The present, in ms. */
  readonly now: number;
  readonly palette: Palette;
  readonly name: (state: State) => string;
}

/** States on the way to another: their line is broken. */
const PASSING: readonly State[] = ["connecting", "closing", "paused"];

/** Paints within the plot's area; lengths are in pixels of the canvas. */
export function paintRibbon(plot: uPlot, ribbon: Ribbon, ratio: number): void {
  const { ctx, bbox } = plot;
  const at = (millis: number) => plot.valToPos(millis / 1000, "x", true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const span of ribbon.spans) {
    const from = at(span.from);
    const to = at(span.to ?? ribbon.now);
    if (to < bbox.left || from > bbox.left + bbox.width) continue;
    paintSpan(plot, span, from, Math.max(to, from + ratio), ribbon, ratio);
    if (span.to === undefined && span.state === "waiting" && span.due) {
      paintWait(plot, to, at(span.due), ribbon.palette, span.mark ?? "waiting", ratio);
    }
  }
  ctx.restore();
}

function paintSpan(
  plot: uPlot,
  span: Span,
  from: number,
  to: number,
  ribbon: Ribbon,
  ratio: number,
): void {
  const { ctx, bbox } = plot;
  const { palette, name } = ribbon;
  const { mark, state } = span;
  const strong = mark ? palette[mark] : palette.muted;
  const thick = 3 * ratio;
  const bottom = bbox.top + bbox.height;
  ctx.fillStyle = mark ? palette[`${mark}-soft`] : palette.page;
  ctx.fillRect(from, bbox.top, to - from, bbox.height - thick);
  ctx.strokeStyle = strong;
  ctx.lineWidth = thick;
  ctx.setLineDash(PASSING.includes(state) ? [4 * ratio, 3 * ratio] : []);
  line(ctx, from, bottom - thick / 2, to);
  ctx.setLineDash([]);
  // A hair between two states of the same colour.
  ctx.fillStyle = palette.page;
  ctx.fillRect(from, bbox.top, Math.min(ratio, (to - from) / 3), bbox.height);
  const shown = Math.max(from, bbox.left);
  paintLabel(ctx, {
    mark,
    strong,
    text: name(state),
    from: shown,
    room: to - shown,
    bbox,
    thick,
    palette,
    ratio,
  });
}

interface Label {
  readonly mark: Mark | undefined;
  readonly strong: string;
  readonly text: string;
  readonly from: number;
  readonly room: number;
  readonly bbox: uPlot.BBox;
  readonly thick: number;
  readonly palette: Palette;
  readonly ratio: number;
}

function paintLabel(ctx: CanvasRenderingContext2D, label: Label): void {
  const { mark, strong, text, from, room, bbox, thick, palette, ratio } = label;
  const middle = bbox.top + (bbox.height - thick) / 2;
  const size = 10 * ratio;
  const inset = 6 * ratio;
  if (room < size + 2 * inset) return;
  ctx.fillStyle = strong;
  ctx.strokeStyle = strong;
  if (mark) paintMark(ctx, mark, from + inset, middle - size / 2, size);
  ctx.font = `600 ${12 * ratio}px ${palette.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const start = from + inset + (mark ? size + inset : 0);
  if (ctx.measureText(text).width <= room - (start - from) - inset)
    ctx.fillText(text, start, middle + ratio);
}

/** What is left of a wait, up to the next try. */
function paintWait(
  plot: uPlot,
  from: number,
  to: number,
  palette: Palette,
  mark: Mark,
  ratio: number,
): void {
  const { ctx, bbox } = plot;
  if (to <= from) return;
  ctx.strokeStyle = palette[mark];
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.strokeRect(from, bbox.top + ratio / 2, to - from - ratio / 2, bbox.height - 2 * ratio);
  ctx.setLineDash([]);
}

/** The shapes of card/mark.ts, in a box of this size. */
export function paintMark(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  x: number,
  y: number,
  size: number,
): void {
  const half = size / 2;
  ctx.beginPath();
  switch (mark) {
    case "open":
      ctx.arc(x + half, y + half, half, 0, 2 * Math.PI);
      ctx.fill();
      break;
    case "waiting":
      ctx.lineWidth = size / 8;
      ctx.arc(x + half, y + half, half - size / 16, 0, 2 * Math.PI);
      ctx.moveTo(x + half, y + size * 0.24);
      ctx.lineTo(x + half, y + half);
      ctx.lineTo(x + size * 0.68, y + size * 0.62);
      ctx.stroke();
      break;
    case "stopped":
      ctx.fillRect(x + size / 12, y + size / 12, size * (5 / 6), size * (5 / 6));
      break;
    case "credentials":
      ctx.moveTo(x + half, y);
      ctx.lineTo(x + size, y + half);
      ctx.lineTo(x + half, y + size);
      ctx.lineTo(x, y + half);
      ctx.closePath();
      ctx.fill();
      break;
  }
}

function line(ctx: CanvasRenderingContext2D, from: number, y: number, to: number): void {
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(to, y);
  ctx.stroke();
}
