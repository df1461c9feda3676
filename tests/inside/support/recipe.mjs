// Runs what docs/inside-libraries.md shows.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { WebSocket } from "ws";
import { at } from "../../../scripts/lib/paths.mjs";

// Node has a class of its own from 22 on.
globalThis.WebSocket ??= WebSocket;

/** The line of a recipe that gets the class, and the one that gets it recorded. */
const [IMPORT, RECORDING] = [
  'import { DiagnosingWebSocket } from "closewise";',
  `import { Recorded as DiagnosingWebSocket } from "${new URL("recorded.mjs", import.meta.url)}";`,
];

const page = readFileSync(at("docs/inside-libraries.md"), "utf8");
let count = 0;

/**
 * Runs the code under a heading, each text of `replace` replaced. Resolves to its variables of these names, and to
 * `said`, the list of what it logs.
 */
export async function runRecipe(heading, names, replace) {
  const code = Object.entries(replace).reduce(replaceText, codeUnder(heading));
  // Inside the checkout, where the packages are found.
  const folder = at("build", "recipes");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${heading}-${process.pid}-${count++}.mjs`);
  const recorded = code.replace(IMPORT, RECORDING);
  const listening = "const said = []; const console = { log: (line) => said.push(line) };";
  writeFileSync(file, `${recorded}\n${listening}\nexport { ${[...names, "said"].join(", ")} };\n`);
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(file);
  }
}

function codeUnder(heading) {
  const [, section] = page.split(`\n## ${heading}\n`);
  return /```js\n(.*?)```/s.exec(section)[1];
}

function replaceText(code, [text, other]) {
  // What is no longer there would be replaced in silence.
  if (!code.includes(text)) throw new Error(`the recipe no longer has ${text}`);
  return code.replace(text, () => other);
}
