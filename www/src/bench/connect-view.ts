// Where to connect to.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { fill } from "../i18n/fill.js";
import type { Bench } from "./bench.js";
import { faultLine, field, typed } from "./field.js";
import { linkOf } from "./link.js";
import { PROFILES } from "./profiles.js";
import { chosen } from "./values.js";

export interface ConnectActions {
  connect(event: Event): void;
  copyLink(): void;
}

export function connectView(bench: Bench, actions: ConnectActions): TemplateResult {
  const { words, settings, faults, session } = bench;
  const { connect } = words;
  const { state, client } = session;
  const isRunning = client !== undefined && state !== "ended" && state !== "idle";
  return html`
    <form class="connect" aria-labelledby="connect-title" novalidate @submit=${actions.connect}>
      <header>
        <h2 id="connect-title">${connect.label}</h2>
        <button class="quiet" type="button" id="copy-link" @click=${actions.copyLink}>${connect.copyLink}</button>
      </header>
      <p class="hint" id="link-note" role="status">${bench.notes.get("link") ?? ""}</p>
      ${linkHint(bench)}
      ${field(
        { id: "url", label: connect.url, hint: connect.urlHint, fault: faults.get("url") },
        ({ id, describedBy, invalid }) => html`
        <input id=${id} type="url" inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="wss://example.com/feed"
          aria-describedby=${describedBy} aria-invalid=${invalid} .value=${settings.url}
          @input=${(event: Event) => bench.change({ url: typed(event) })} />
      `,
      )}
      ${field(
        {
          id: "protocols",
          label: connect.protocols,
          hint: connect.protocolsHint,
          fault: faults.get("protocols"),
        },
        ({ id, describedBy, invalid }) => html`
        <input id=${id} autocomplete="off" autocapitalize="off" spellcheck="false"
          aria-describedby=${describedBy} aria-invalid=${invalid} .value=${settings.protocols}
          @input=${(event: Event) => bench.change({ protocols: typed(event) })} />
      `,
      )}
      ${field(
        { id: "profile", label: connect.profile },
        ({ id, describedBy }) => html`
        <select id=${id} aria-describedby=${describedBy} @change=${(event: Event) => bench.choose("profile", typed(event))}>
          ${["", ...Object.keys(PROFILES)].map(
            (name) => html`
            <option value=${name} ?selected=${name === chosen(settings, "profile")}>${PROFILES[name]?.name ?? connect.noProfile}</option>
          `,
          )}
        </select>
      `,
      )}
      <label class="check">
        <input id="suspects" type="checkbox" .checked=${live(chosen(settings, "suspects") === "true")}
          @change=${(event: Event) => bench.choose("suspects", String((event.target as HTMLInputElement).checked))} />
        ${connect.suspects}
      </label>
      <div class="actions">
        <button class="primary" id="connect">${isRunning ? connect.again : connect.connect}</button>
        ${buttons(bench)}
      </div>
      ${faultLine("connect", faults.get("connect"))}
      ${bench.isStale ? html`<p class="hint" id="stale">${connect.changed}</p>` : nothing}
    </form>
  `;
}

function linkHint({ settings, words: { connect } }: Bench): TemplateResult | typeof nothing {
  const { leftOut } = linkOf(settings);
  if (leftOut.length === 0) return nothing;
  return html`<p class="hint" id="left-out">${fill(connect.leftOut, { what: leftOut.join(", ") })}</p>`;
}

function buttons({ session, words: { connect } }: Bench) {
  const { client, state, settings } = session;
  if (!client || state === "ended") return nothing;
  const hasSignal = settings !== undefined && chosen(settings, "signal") === "true";
  return html`
    ${
      state === "idle"
        ? html`<button type="button" id="open" @click=${() => client.open()}>${connect.open}</button>`
        : html`<button type="button" id="reconnect" @click=${() => client.reconnect()}>${connect.reconnect}</button>`
    }
    ${hasSignal ? html`<button type="button" id="abort" @click=${() => session.abort()}>${connect.abort}</button>` : nothing}
  `;
}
