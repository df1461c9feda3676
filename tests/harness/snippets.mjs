// The snippets of a page of documentation, for the tests that run them.
import { readFileSync } from "node:fs";
import { at } from "../../scripts/lib/paths.mjs";

/**
 * Reads a page. `snippets(heading)` are `{ language, code }` of each block of code under a heading, in order;
 * `snippet(heading, { index, replace })` is the code of one of them, each text of `replace` replaced by another one.
 */
export function readPage(path) {
  const text = readFileSync(at(path), "utf8");
  const [, ...sections] = text.split(/^## /m);
  const headings = sections.map((section) => section.slice(0, section.indexOf("\n")));

  const snippets = (heading) => {
    const section = sections[headings.indexOf(heading)];
    if (!section) throw new Error(`${path} has no heading ${heading}`);
    const blocks = section.matchAll(/^```(\w+)\n(.*?)^```$/gms);
    return Array.from(blocks, ([, language, code]) => ({ language, code }));
  };
  const snippet = (heading, { index = 0, replace = {} } = {}) =>
    Object.entries(replace).reduce(replaceText, snippets(heading)[index].code);
  return { text, headings, snippets, snippet };
}

function replaceText(code, [text, other]) {
  // What is no longer there would be replaced in silence.
  if (!code.includes(text)) throw new Error(`the snippet no longer has ${text}`);
  return code.replace(text, () => other);
}
