// The time line as an image.
import type { Charts } from "./charts.js";
import { PLOTS, type PlotName } from "./time-view.js";

const MARGIN = 16;
const CAPTION = 20;

/** Draws the plots beneath a title, each under its name. */
export function chartImage(
  charts: Charts,
  title: string,
  nameOf: (plot: PlotName) => string,
): Promise<Blob> {
  const plots = PLOTS.flatMap((name) => {
    const canvas = charts.canvas(name);
    return canvas ? [{ name, canvas }] : [];
  });
  const ratio = devicePixelRatio;
  const width = Math.max(...plots.map(({ canvas }) => canvas.width)) / ratio;
  const heights = plots.map(({ canvas }) => CAPTION + canvas.height / ratio);
  const height = heights.reduce((sum, one) => sum + one, CAPTION + 8);
  const image = document.createElement("canvas");
  image.width = (width + 2 * MARGIN) * ratio;
  image.height = (height + 2 * MARGIN) * ratio;
  const ctx = image.getContext("2d");
  if (!ctx) throw new Error("this browser paints on no canvas");
  const { page, ink, muted, font } = charts.palette;
  ctx.scale(ratio, ratio);
  ctx.fillStyle = page;
  ctx.fillRect(0, 0, image.width, image.height);
  ctx.textBaseline = "top";
  ctx.fillStyle = ink;
  ctx.font = `600 14px ${font}`;
  ctx.fillText(title, MARGIN, MARGIN);
  let y = MARGIN + CAPTION + 8;
  for (const [index, { name, canvas }] of plots.entries()) {
    ctx.fillStyle = muted;
    ctx.font = `12px ${font}`;
    ctx.fillText(nameOf(name), MARGIN, y);
    ctx.drawImage(canvas, MARGIN, y + CAPTION, canvas.width / ratio, canvas.height / ratio);
    y += heights[index] ?? 0;
  }
  return new Promise((resolve, reject) => {
    image.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the image is too large"))),
      "image/png",
    );
  });
}
