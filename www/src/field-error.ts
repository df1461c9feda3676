// Errors stand beside the field at fault, which says so to assistive technology too.
import { byId } from "./dom.js";
import { errorWords } from "./words.js";

/** Shows the error beside the field and moves there. */
export function complain(field: HTMLInputElement, error: unknown): void {
  mark(field, error);
  field.focus();
}

/** Shows the error beside a field that is being typed in, or was just left. */
export function mark(field: HTMLInputElement, error: unknown): void {
  byId(`${field.id}-error`, HTMLElement).textContent = errorWords(error);
  field.setAttribute("aria-invalid", "true");
}

export function forgive(...fields: HTMLInputElement[]): void {
  for (const field of fields) {
    byId(`${field.id}-error`, HTMLElement).textContent = "";
    field.removeAttribute("aria-invalid");
  }
}
