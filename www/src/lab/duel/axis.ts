// The time axis that both lanes share. It grows in steps, so that nothing crawls.
import type { Track } from "./track.js";

export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Between two marks, in ms. */
  readonly step: number;
}

/** What an axis can cover, and the distance of its marks, in seconds. */
const SIZES = [
  [5, 1],
  [10, 2],
  [20, 5],
  [30, 5],
  [45, 15],
  [60, 15],
  [120, 30],
  [180, 60],
] as const;

/** Covers all that has been, and what is awaited if that is near. */
export function axisFor(now: number, tracks: readonly Track[]): Axis {
  const awaited = tracks.flatMap(({ spans }) => spans.at(-1)?.until ?? []);
  const needed = Math.max(now * 1.04, ...awaited) / 1000;
  const [size, step] = SIZES.find(([size]) => size >= needed) ?? [180, 60];
  return { from: 0, to: size * 1000, step: step * 1000 };
}

/** Where a moment is, in percent of the width. */
export const placeOf = ({ from, to }: Axis, at: number): number =>
  Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));

export function marksOf({ from, to, step }: Axis): number[] {
  const count = Math.floor((to - from) / step);
  return Array.from({ length: count + 1 }, (_, index) => from + index * step);
}

/** As an attribute of SVG. */
export const percent = (place: number): string => `${place.toFixed(2)}%`;
