// A link to a fault: it is in the address of the page, and whoever opens that sees the fault pressed.
import { mayAsk } from "./chaos.js";
import { FAULTS } from "./faults/faults.js";
import { lab } from "./lab.js";
import { STEPS } from "./tour/steps.js";

export function wireLink(): void {
  // A page that is not on this machine looks for no chaos server unasked.
  if (mayAsk()) follow(new URLSearchParams(location.hash.slice(1)));
  lab.subscribe(() => {
    const { duel, step } = lab;
    if (!duel) return;
    const id = step === undefined ? undefined : STEPS[step]?.id;
    const hash = id ? `#step=${id}` : `#fault=${duel.fault.id}`;
    if (location.hash !== hash) history.replaceState(null, "", hash);
  });
}

function follow(asked: URLSearchParams): void {
  const index = STEPS.findIndex(({ id }) => id === asked.get("step"));
  const step = STEPS[index];
  const faults = FAULTS.flatMap((group) => group.faults);
  const fault = step?.fault ?? faults.find(({ id }) => id === asked.get("fault"));
  if (fault) lab.press(fault, step && index);
}
