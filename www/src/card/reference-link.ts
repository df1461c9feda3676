import { html, type TemplateResult } from "lit";

/** A link to what backs a statement: a section of an RFC, or an address. */
export function referenceLink(reference: string, words?: string): TemplateResult | string {
  const href = addressOf(reference);
  if (!href) return reference;
  return html`<a href=${href} rel="noreferrer">${words ?? shortened(reference)}</a>`;
}

export function addressOf(reference: string): string | undefined {
  if (/^https?:/.test(reference)) return reference;
  const section = /^RFC (\d+) §([\d.]+)$/.exec(reference);
  return section
    ? `https://www.rfc-editor.org/rfc/rfc${section[1]}#section-${section[2]}`
    : undefined;
}

const LONGEST_SHOWN = 24;

/** An address without what says nothing. */
function shortened(reference: string): string {
  if (!reference.startsWith("http")) return reference;
  const { host, pathname } = new URL(reference);
  const last = pathname.split("/").filter(Boolean).at(-1);
  // A long one is a number or a whole headline.
  return last && last.length <= LONGEST_SHOWN ? `${host} … ${last}` : host;
}
