// Answers as visitors type. The address of the page always is a link to the answer: after the #, so that it is never
// sent to the server.
import { render } from "lit";
import { pageLang } from "../i18n/lang.js";
import type { Place } from "../site/links.js";
import { answer, spoken } from "./answer.js";
import { type Asked, answerTo, type Faults, FIRST, faultsOf, fromQuery, toQuery } from "./asked.js";
import { element } from "./elements.js";
import { startProbing } from "./probe-main.js";
import { meaningWords } from "./words.js";

const place: Place = { lang: pageLang(), path: "meaning/" };
const words = meaningWords(place.lang);

const closeForm = element("#close", HTMLFormElement);
const output = element("#answer", HTMLElement);
const announcement = element("#announcement", HTMLElement);
const copyButton = element("#copy", HTMLButtonElement);

/** How long nothing may be typed before the answer is spoken. */
const QUIET = 900;

const linked = fromQuery(location.hash.slice(1));
if (linked) write(linked);
output.replaceChildren();
show();
closeForm.addEventListener("input", () => ask());
closeForm.addEventListener("submit", (event) => event.preventDefault());
closeForm.addEventListener("reset", (event) => {
  event.preventDefault();
  write(FIRST);
  ask();
  element("#code", HTMLInputElement).focus();
});
copyButton.addEventListener("click", copy);
addEventListener("hashchange", () => {
  const asked = fromQuery(location.hash.slice(1));
  if (!asked || toQuery(asked) === toQuery(read())) return;
  write(asked);
  show();
});
startProbing(place);

function ask(): void {
  const asked = read();
  history.replaceState(null, "", `#${toQuery(asked)}`);
  speakLater(show());
}

/** Shows the answer, or what is wrong with what is asked; the last answer then stays. Returns what there is to say. */
function show(): string {
  const asked = read();
  for (const name of ["up", "silent"])
    element(`#${name}`, HTMLInputElement).disabled = !asked.opened;
  const faults = faultsOf(asked, place.lang);
  showFaults(faults);
  const [fault] = Object.values(faults);
  if (fault) return fault;
  const diagnosis = answerTo(asked);
  render(answer(diagnosis, asked.protocol, place), output);
  return spoken(diagnosis, place.lang);
}

function showFaults(faults: Faults): void {
  for (const name of ["code", "reason", "up", "silent"] as const) {
    const fault = faults[name];
    element(`#${name}-error`, HTMLElement).textContent = fault ?? "";
    const input = element(`#${name}`, HTMLInputElement);
    if (fault) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

function read(): Asked {
  const text = (name: keyof Asked) => element(`#${name}`, HTMLInputElement).value;
  const isChecked = (name: keyof Asked) => element(`#${name}`, HTMLInputElement).checked;
  const chosen = (name: keyof Asked) => element(`#${name}`, HTMLSelectElement).value;
  return {
    code: text("code"),
    reason: text("reason"),
    clean: isChecked("clean"),
    opened: isChecked("opened"),
    up: text("up"),
    silent: text("silent"),
    front: chosen("front"),
    protocol: chosen("protocol"),
  };
}

function write(asked: Asked): void {
  for (const name of ["code", "reason", "up", "silent"] as const) {
    element(`#${name}`, HTMLInputElement).value = asked[name];
  }
  for (const name of ["clean", "opened"] as const) {
    element(`#${name}`, HTMLInputElement).checked = asked[name];
  }
  for (const name of ["front", "protocol"] as const) {
    element(`#${name}`, HTMLSelectElement).value = asked[name];
  }
}

let due: ReturnType<typeof setTimeout> | undefined;

function speakLater(text: string): void {
  clearTimeout(due);
  due = setTimeout(() => {
    announcement.textContent = text;
  }, QUIET);
}

async function copy(): Promise<void> {
  history.replaceState(null, "", `#${toQuery(read())}`);
  const said = await navigator.clipboard.writeText(location.href).then(
    () => words.copied,
    () => words.notCopied,
  );
  copyButton.textContent = said;
  announcement.textContent = said;
  setTimeout(() => {
    copyButton.textContent = words.copy;
  }, 3000);
}
