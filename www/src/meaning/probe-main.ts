// The prober in the page: reads the address, lists the steps, shows the card at the end.
import type { Diagnosis, Investigation } from "closewise";
import { html, render } from "lit";
import { closeCard } from "../card/close-card.js";
import { type Mark, markIcon } from "../card/mark.js";
import { fill } from "../i18n/fill.js";
import { bytes, time } from "../i18n/numbers.js";
import { signaturePath } from "../reference/paths.js";
import { linkTo, type Place } from "../site/links.js";
import { profileNamed } from "./asked.js";
import { element } from "./elements.js";
import { type Happening, probe } from "./probe.js";
import { meaningWords } from "./words.js";

export function startProbing(place: Place): void {
  const form = element("#probe", HTMLFormElement);
  const stop = element("#stop", HTMLButtonElement);
  let current: Attempt | undefined;
  stop.addEventListener("click", () => current?.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    current?.forget();
    current = undefined;
    const url = addressOf(element("#url", HTMLInputElement).value);
    showFault(url ? "" : meaningWords(place.lang).errors.url);
    if (url) current = tryServer(url, place, stop);
  });
}

/** A server that is being tried. */
interface Attempt {
  close(): void;
  /** Closes it, and shows no more of it. */
  forget(): void;
}

function showFault(fault: string): void {
  element("#url-error", HTMLElement).textContent = fault;
  const input = element("#url", HTMLInputElement);
  if (fault) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  } else {
    input.removeAttribute("aria-invalid");
  }
}

/** What is typed as the address of a WebSocket; undefined if it is none. */
function addressOf(typed: string): string | undefined {
  try {
    const { protocol, href } = new URL(typed.trim());
    return protocol === "ws:" || protocol === "wss:" ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Shows a try from its beginning to its end. */
function tryServer(url: string, place: Place, stop: HTMLButtonElement): Attempt | undefined {
  const { lang } = place;
  const steps = element("#steps", HTMLElement);
  const found = element("#found", HTMLElement);
  let isLatest = true;
  steps.replaceChildren();
  render(html``, found);
  const protocols = element("#protocols", HTMLInputElement)
    .value.split(/[\s,]+/)
    .filter(Boolean);
  // The protocol that is chosen in the form beside it.
  const profile = profileNamed(element("#protocol", HTMLSelectElement).value);
  const add = (happening: Happening, at: number) => {
    const line = document.createElement("li");
    const mark = markOf(happening);
    line.dataset["kind"] = happening.kind;
    line.dataset["meaning"] = mark;
    render(
      html`<time>${time(at, lang)}</time>${markIcon(mark)}<span>${wordsOf(happening, place)}</span>`,
      line,
    );
    steps.append(line);
  };
  const end = (diagnosis: Diagnosis) => {
    stop.disabled = true;
    const signatureHref = (key: string) => linkTo(place, signaturePath({ key }));
    render(closeCard(diagnosis, lang, { signatureHref }), found);
  };
  try {
    const close = probe(
      { url, protocols, profile },
      {
        step: (happening, at) => isLatest && add(happening, at),
        end: (diagnosis) => isLatest && end(diagnosis),
      },
    );
    stop.disabled = false;
    return {
      close,
      forget() {
        isLatest = false;
        close();
      },
    };
  } catch (error) {
    showFault(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function markOf(happening: Happening): Mark {
  switch (happening.kind) {
    case "constructed":
    case "asking":
      return "waiting";
    case "open":
    case "message":
      return "open";
    case "failed":
    case "closed":
      return "stopped";
    case "answered":
      return happening.investigation.answered ? "open" : "stopped";
  }
}

function wordsOf(happening: Happening, { lang }: Place): string {
  const words = meaningWords(lang).probe.steps;
  switch (happening.kind) {
    case "constructed":
    case "failed":
    case "asking":
      return words[happening.kind];
    case "open":
      return happening.protocol
        ? fill(words.openWith, { protocol: happening.protocol })
        : words.open;
    case "message":
      return fill(words.message, { what: contentOf(happening.data, lang) });
    case "closed":
      return fill(happening.reason ? words.closedReason : words.closed, {
        code: happening.code,
        reason: happening.reason,
      });
    case "answered":
      return answerOf(happening.investigation, words);
  }
}

function answerOf(
  { answered, status }: Investigation,
  words: ReturnType<typeof meaningWords>["probe"]["steps"],
): string {
  if (status !== undefined) return fill(words.status, { status });
  if (answered === undefined) return words.unknown;
  return answered ? words.answered : words.nobody;
}

/** How much of a message is shown. */
const SHOWN_LETTERS = 80;

function contentOf(data: unknown, lang: Place["lang"]): string {
  const words = meaningWords(lang).probe;
  if (typeof data !== "string") {
    return fill(words.binary, { size: bytes(data instanceof Blob ? data.size : 0) });
  }
  const size = bytes(new TextEncoder().encode(data).length);
  const shown = data.length > SHOWN_LETTERS ? `${data.slice(0, SHOWN_LETTERS)}…` : data;
  return `${fill(words.text, { size })}: ${shown}`;
}
