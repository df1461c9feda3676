import { el } from "./dom.js";
import { FAULTS, type Fault } from "./faults.js";

/** A folding group of buttons for each group of faults. On a phone only the first is open at first. */
export function showFaultButtons(place: HTMLElement, press: (fault: Fault) => void): void {
  const roomy = matchMedia("(min-width: 900px)").matches;
  place.replaceChildren(
    ...FAULTS.map(({ title, hint, faults }, index) =>
      el(
        "details",
        { className: "group", open: roomy || index === 0 },
        el("summary", {}, title, el("span", {}, hint)),
        el("div", { className: "rows" }, ...faults.map((fault) => button(place, fault, press))),
      ),
    ),
  );
}

/** Marks none: another address than a fault's is in use. */
export function unmark(place: HTMLElement): void {
  for (const marked of place.querySelectorAll("[aria-current]"))
    marked.removeAttribute("aria-current");
}

function button(place: HTMLElement, fault: Fault, press: (fault: Fault) => void) {
  const { id, label, path } = fault;
  const made = el("button", { type: "button", title: path, "data-fault": id }, label);
  made.addEventListener("click", () => {
    unmark(place);
    made.setAttribute("aria-current", "true");
    press(fault);
  });
  return made;
}
