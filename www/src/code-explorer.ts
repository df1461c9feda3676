import { closeCode, diagnose, registry } from "closewise";
import { suspects } from "closewise/suspects";
import { diagnosisCard } from "./card.js";
import { byId, el } from "./dom.js";
import { forgive, mark } from "./field-error.js";
import { chosenProfile, fillProfiles } from "./profiles.js";
import { SENDERS } from "./words.js";

const code = byId("code", HTMLInputElement);
const profile = byId("code-profile", HTMLSelectElement);
const opened = byId("code-opened", HTMLInputElement);
const answer = byId("code-answer", HTMLElement);

/** Any code from 0 to 65535: what the standard says of it, and what a client does that is closed with it. */
export function wireCodeExplorer(): void {
  fillProfiles(profile);
  byId("registered", HTMLElement).append(
    ...registry().map((row) => {
      const button = el("button", { type: "button", title: row.name }, String(row.code));
      button.addEventListener("click", () => {
        code.value = String(row.code);
        show();
      });
      return button;
    }),
  );
  const form = byId("code-form", HTMLFormElement);
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  show();
}

function show(): void {
  forgive(code);
  const text = code.value.trim();
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) {
    answer.replaceChildren();
    if (text === "") return;
    mark(code, new RangeError("a close code is a whole number from 0 to 65535"));
    return;
  }
  answer.replaceChildren(cardOf(number));
}

function cardOf(number: number): HTMLElement {
  const facts = closeCode(number);
  const diagnosis = diagnose(
    { code: number, wasClean: number !== 1006 },
    { opened: opened.checked },
    { profile: chosenProfile(profile), suspects },
  );
  return diagnosisCard(diagnosis, {
    more: {
      "sent by": SENDERS[facts.sender],
      "in a Close frame": facts.isLocal
        ? "never: reported locally"
        : facts.mayBeOnWire
          ? "allowed"
          : "not allowed",
      "close(code)": facts.mayBrowserSend ? "takes it" : "throws InvalidAccessError",
      meaning: facts.registration?.meaning,
    },
  });
}
