// Messages and files to the server, and the close.
import { html, nothing, type TemplateResult } from "lit";
import { type Bench, fileWords } from "./bench.js";
import { faultLine, field, typed } from "./field.js";

export function sendView(bench: Bench): TemplateResult {
  const { words, faults, notes } = bench;
  const { talk } = words;
  const submit = (event: Event) => {
    event.preventDefault();
    bench.send("text");
  };
  return html`
    <form class="send" aria-labelledby="send-title" novalidate @submit=${submit}
      @dragover=${allowDrop} @dragleave=${endDrop} @drop=${(event: DragEvent) => drop(event, bench)}>
      <h2 id="send-title">${talk.label}</h2>
      ${field(
        { id: "message", label: talk.message, hint: talk.drop, fault: faults.get("message") },
        ({ id, describedBy, invalid }) => html`
        <textarea id=${id} rows="3" spellcheck="false" aria-describedby=${describedBy} aria-invalid=${invalid} .value=${bench.message}
          @input=${(event: Event) => {
            bench.message = typed(event);
          }}></textarea>
      `,
      )}
      <div class="actions">
        <button id="send-text">${talk.text}</button>
        <button id="send-json" type="button" @click=${() => bench.send("json")}>${talk.json}</button>
        <label class="pick">
          <input id="file" type="file" aria-describedby="file-fault" @change=${(event: Event) => pick(event, bench)} />
          <span class="button">${talk.file}</span>
        </label>
      </div>
      <p class="hint" role="status" id="message-note">${notes.get("message") ?? ""}</p>
      ${fileView(bench)}
      ${faultLine("file", faults.get("file"))}
    </form>
  `;
}

function fileView(bench: Bench): TemplateResult | typeof nothing {
  const { file, words, lang, notes } = bench;
  if (!file) return nothing;
  const isOn = file.state === "sending" || file.state === "waiting";
  const text = fileWords(file, words, lang);
  return html`
    <div class="file" data-state=${file.state}>
      <progress aria-label=${words.files.progress} max=${file.total} .value=${file.sent}></progress>
      <p class="hint"><span>${text}</span> ${isOn ? html`<button type="button" class="quiet" id="cancel-file" @click=${() => bench.cancelFile()}>${words.files.cancel}</button>` : nothing}</p>
      <p class="visually-hidden" role="status">${isOn ? "" : text}</p>
      ${notes.has("file") ? html`<p class="hint">${notes.get("file")}</p>` : nothing}
    </div>
  `;
}

export function closeView(bench: Bench): TemplateResult {
  const { words, faults } = bench;
  const { close } = words;
  const submit = (event: Event) => {
    event.preventDefault();
    bench.close();
  };
  return html`
    <form class="close" aria-labelledby="close-title" novalidate @submit=${submit}>
      <h2 id="close-title">${close.label}</h2>
      <div class="pair">
        ${field(
          { id: "close-code", label: close.code },
          ({ id, describedBy }) => html`
          <input id=${id} inputmode="numeric" autocomplete="off" list="close-codes" aria-describedby=${describedBy}
            aria-invalid=${faults.has(id) ? "true" : nothing} .value=${bench.closeCode}
            @input=${(event: Event) => {
              bench.closeCode = typed(event);
            }} />
        `,
        )}
        ${field(
          { id: "close-reason", label: close.reason },
          ({ id, describedBy }) => html`
          <input id=${id} autocomplete="off" aria-describedby=${describedBy}
            aria-invalid=${faults.has(id) ? "true" : nothing} .value=${bench.closeReason}
            @input=${(event: Event) => {
              bench.closeReason = typed(event);
            }} />
        `,
        )}
        <button id="close">${close.button}</button>
      </div>
      <p class="error" id="close-fault" role="alert">${faults.get("close-code") ?? faults.get("close-reason") ?? ""}</p>
    </form>
  `;
}

function allowDrop(event: DragEvent): void {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).classList.add("over");
}

const endDrop = (event: DragEvent) => (event.currentTarget as HTMLElement).classList.remove("over");

function drop(event: DragEvent, bench: Bench): void {
  endDrop(event);
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  bench.sendFiles(files);
}

function pick(event: Event, bench: Bench): void {
  const input = event.target as HTMLInputElement;
  bench.sendFiles([...(input.files ?? [])]);
  // The same file may be picked again.
  input.value = "";
}
