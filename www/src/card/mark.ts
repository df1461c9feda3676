import { html, svg, type TemplateResult } from "lit";

/** The four meanings, each with a colour and a shape of its own wherever it shows. */
export type Mark = "open" | "waiting" | "stopped" | "credentials";

/** A full disc, a ring with a hand, a square, a diamond. */
const SHAPES: Record<Mark, TemplateResult<2>> = {
  open: svg`<circle cx="6" cy="6" r="5" fill="currentColor"/>`,
  waiting: svg`<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 3.2V6l2 1.4" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  stopped: svg`<rect x="1.5" y="1.5" width="9" height="9" fill="currentColor"/>`,
  credentials: svg`<path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="currentColor"/>`,
};

/** The shape alone, in a square of 12. */
export const markShape = (mark: Mark): TemplateResult<2> => SHAPES[mark];

export const markIcon = (mark: Mark): TemplateResult =>
  html`<svg class="mark" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[mark]}</svg>`;
