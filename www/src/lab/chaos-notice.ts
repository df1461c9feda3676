// Where the faults come from, and what to do where they cannot be had.
import { html, nothing, type TemplateResult } from "lit";
import { fill } from "../i18n/fill.js";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import type { ChaosState } from "./chaos.js";

const COMMAND = "cargo run -p closewise-chaos -- --port 9001";

export function chaosNotice(
  { url, presence }: ChaosState,
  lang: Lang,
  details: { readonly invalid: boolean; readonly look: (text: string) => void },
): TemplateResult | typeof nothing {
  const words = strings(lang).lab.chaos;
  if (presence === "there" || presence === "asking") return nothing;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    details.look(new FormData(form).get("address") as string);
  };
  return html`
    <section class="notice" data-presence=${presence}>
      <p><b>${fill(words[presence], { url })}</b> ${words.how} <code>${COMMAND}</code> ${words.orStart}</p>
      <form @submit=${submit}>
        <label for="chaos-address">${words.label}</label>
        <input
          id="chaos-address"
          name="address"
          value=${url}
          spellcheck="false"
          autocomplete="off"
          aria-invalid=${String(details.invalid)}
          aria-describedby="chaos-error"
        />
        <button type="submit" class="primary">${words.look}</button>
        <p class="error" id="chaos-error" role="alert">${details.invalid ? words.invalid : ""}</p>
      </form>
    </section>
  `;
}
