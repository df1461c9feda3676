// What people wrote, as templates.
import { html, nothing, type TemplateResult } from "lit";

/** A text whose parts in `backticks` are code. */
export const prose = (text: string): (string | TemplateResult)[] =>
  text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));

/** A text without its backticks, for where there is no markup. */
export const plain = (text: string): string => text.replaceAll("`", "");

/** A part of a page, with a heading that can be linked to. Without a body there is none. */
export const section = (id: string, heading: string, body: unknown): unknown =>
  body === undefined || body === nothing
    ? nothing
    : html`<section aria-labelledby=${id}><h2 id=${id}>${heading}</h2>${body}</section>`;

/** A text that fits where at most so many letters show, cut at the end of a word. */
export function clipped(text: string, most = 155): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const end = Math.max(cut.lastIndexOf(" "), cut.lastIndexOf("，"), cut.lastIndexOf("。"));
  return `${cut.slice(0, end > most / 2 ? end : undefined).replace(/[\s,.;:，。；：]+$/, "")}…`;
}
