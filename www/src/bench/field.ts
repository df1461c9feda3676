// A field with its label, its hint and what is wrong with it.
import { html, nothing, type TemplateResult } from "lit";

export interface FieldWords {
  readonly id: string;
  readonly label: unknown;
  readonly hint?: unknown;
  readonly fault?: string | undefined;
}

/** `control` makes the input, of the attributes that tie the words to it. */
export function field(
  { id, label, hint, fault }: FieldWords,
  control: (tied: {
    id: string;
    describedBy: string;
    invalid: "true" | typeof nothing;
  }) => TemplateResult,
): TemplateResult {
  const describedBy = `${id}-fault${hint === undefined ? "" : ` ${id}-hint`}`;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${control({ id, describedBy, invalid: fault ? "true" : nothing })}
      ${hint === undefined ? nothing : html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
      ${faultLine(id, fault)}
    </div>
  `;
}

/** What is wrong, where it is; it is read out when it comes. */
export const faultLine = (id: string, fault: string | undefined): TemplateResult =>
  html`<p class="error" id=${`${id}-fault`} role="alert">${fault ?? ""}</p>`;

/** The value of the input that an event comes from. */
export const typed = (event: Event): string => (event.target as HTMLInputElement).value;
