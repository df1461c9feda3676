import { pause } from "./wait.js";

let last = Promise.resolve();

/** Resolves for one caller after the other: Chromium lets connections wait for seconds when many are pending. */
export function turn() {
  last = last.then(() => pause(25));
  return last;
}
