// The apps that a page of documentation shows: a test runs exactly what it says.
import { readFileSync } from "node:fs";
import { at } from "../../../scripts/lib/paths.mjs";

/** `{ [name]: code }` of the blocks of JavaScript that begin with the name of a file. */
export function filesOf(page) {
  const blocks = read(page).matchAll(/^```jsx?\n(\/\/ (\S+)\n.*?)^```$/gms);
  return Object.fromEntries(Array.from(blocks, ([, code, name]) => [name, code]));
}

/** The same for jest: the line that imports vitest is the one that the page shows for jest. */
export function filesForJest(page) {
  const imported = /^import .* from "@jest\/globals";$/m.exec(read(page))[0];
  const files = Object.entries(filesOf(page));
  return Object.fromEntries(
    files.map(([name, code]) => [name, code.replace(/^import .* from "vitest";$/m, imported)]),
  );
}

const read = (page) => readFileSync(at(page), "utf8");
