// Errors stand beside the field at fault, which says so to assistive technology too.
import { byId } from "./dom.js";
import { errorWords } from "./words.js";

/** Shows the error beside the field and moves there. */
export function complain(field: HTMLInputElement, error: unknown): void {
  byId(`${field.id}-error`, HTMLElement).textContent = errorWords(error);
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

export function forgive(...fields: HTMLInputElement[]): void {
  for (const field of fields) {
    byId(`${field.id}-error`, HTMLElement).textContent = "";
    field.removeAttribute("aria-invalid");
  }
}
