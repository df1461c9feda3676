// The form, as a template without handlers. What is wrong with a field stands beneath it.
import { html, nothing, type TemplateResult } from "lit";
import type { Lang } from "../i18n/lang.js";
import { profileTitle } from "../reference/profile-titles.js";
import { profiles } from "../reference/tables.js";
import { type Asked, fronts } from "./asked.js";
import { meaningWords } from "./words.js";

export function form(asked: Asked, lang: Lang): TemplateResult {
  const words = meaningWords(lang);
  return html`
    <form id="close" novalidate aria-labelledby="close-heading">
      <h2 id="close-heading">${words.form}</h2>
      <div class="fields">
        ${field("code", words.code, html`<input id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="6" value=${asked.code} aria-describedby="code-error" />`)}
        ${field("reason", words.reason, html`<input id="reason" name="reason" autocomplete="off" spellcheck="false" value=${asked.reason} aria-describedby="reason-hint reason-error" />`, words.reasonHint)}
        <div class="checks">
          ${check("opened", words.opened, asked.opened)} ${check("clean", words.clean, asked.clean)}
        </div>
        ${field("up", words.up, html`<input id="up" name="up" inputmode="decimal" autocomplete="off" value=${asked.up} aria-describedby="up-error" />`)}
        ${field("silent", words.silent, html`<input id="silent" name="silent" inputmode="decimal" autocomplete="off" value=${asked.silent} aria-describedby="silent-hint silent-error" />`, words.silentHint)}
        ${field(
          "front",
          words.front,
          html`<select id="front" name="front" aria-describedby="front-hint">
            <option value="">${words.frontUnknown}</option>
            ${fronts().map((name) => option(name, name, asked.front))}
          </select>`,
          words.frontHint,
        )}
        ${field(
          "protocol",
          words.protocol,
          html`<select id="protocol" name="protocol">
            <option value="">${words.protocolNone}</option>
            ${profiles().map(({ name }) => option(name, profileTitle(name), asked.protocol))}
          </select>`,
        )}
      </div>
      <p class="actions">
        <button type="button" id="copy">${words.copy}</button>
        <button type="reset" class="quiet">${words.reset}</button>
      </p>
    </form>
  `;
}

/** A field with its label, what helps to fill it in, and what is wrong with it. */
export const field = (
  name: string,
  label: string,
  input: TemplateResult,
  hint?: string,
): TemplateResult => html`
  <div class="field" data-field=${name}>
    <label for=${name}>${label}</label>
    ${input}
    ${hint ? html`<small id="${name}-hint">${hint}</small>` : nothing}
    <p class="error" id="${name}-error"></p>
  </div>
`;

const check = (name: string, label: string, checked: boolean) => html`
  <label class="check"><input type="checkbox" name=${name} id=${name} ?checked=${checked} />${label}</label>
`;

const option = (value: string, label: string, chosen: string) => html`
  <option value=${value} ?selected=${value === chosen}>${label}</option>
`;
