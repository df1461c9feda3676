// The settings as code.
import { html, nothing, type TemplateResult } from "lit";
import { fill } from "../i18n/fill.js";
import type { Bench } from "./bench.js";
import { withoutCredentials } from "./link.js";
import { jsSnippet } from "./snippet-js.js";
import { rustSnippet } from "./snippet-rust.js";

const LANGUAGES = { js: "JavaScript", ts: "TypeScript", rust: "Rust" } as const;

export function codeView(bench: Bench, copy: (text: string) => void): TemplateResult {
  const { words, codeLanguage, settings, notes } = bench;
  const { code } = words;
  const { leftOut } = withoutCredentials(settings.url);
  const text = snippetOf(bench);
  return html`
    <section class="snippet" aria-labelledby="code-title">
      <header>
        <h2 id="code-title">${code.label}</h2>
        <div class="choices" role="group" aria-label=${code.language}>
          ${Object.entries(LANGUAGES).map(
            ([language, name]) => html`
            <button type="button" class="choice" data-language=${language} aria-pressed=${String(language === codeLanguage)}
              @click=${() => bench.showCode(language as Bench["codeLanguage"])}>${name}</button>
          `,
          )}
        </div>
        <button class="quiet" type="button" id="copy-code" @click=${() => copy(text)}>${code.copy}</button>
      </header>
      <pre tabindex="0" aria-label=${code.label}><code>${text}</code></pre>
      <p class="hint" role="status" id="code-note">${notes.get("code") ?? ""}</p>
      ${codeLanguage === "rust" ? html`<p class="hint">${code.rust}</p>` : nothing}
      ${leftOut.filter(Boolean).length > 0 ? html`<p class="hint">${fill(code.credentials, { what: leftOut.join(", ") })}</p>` : nothing}
    </section>
  `;
}

/** The code of the settings; of a value at fault, the default stands in its place. */
export function snippetOf({
  settings,
  faults,
  codeLanguage,
}: Pick<Bench, "settings" | "faults" | "codeLanguage">): string {
  const values = Object.fromEntries(
    Object.entries(settings.values).filter(([path]) => !faults.has(path)),
  );
  const url = settings.url.trim() || "wss://example.com/feed";
  const sound = { ...settings, url, values };
  return codeLanguage === "rust" ? rustSnippet(sound) : jsSnippet(sound, codeLanguage);
}
