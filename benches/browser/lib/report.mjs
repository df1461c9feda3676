// Where results go: files in build/bench, and the tables in docs/benchmarks.md.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { Failure } from "../../../scripts/lib/failure.mjs";
import { at } from "../../../scripts/lib/paths.mjs";
import { asMarkdown } from "./tables.mjs";

const FOLDER = "build/bench";
const DOCS = "docs/benchmarks.md";

/** One line: when, in which browser, on what. */
function circumstances({ date, browser, version }) {
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(date);
  const where = browser ? `, ${browser[0].toUpperCase()}${browser.slice(1)} ${version}` : "";
  return `${day}${where}${browser ? `, ${cpus().length} cores` : ""}`;
}

const sectionOf = (result) =>
  [`*${circumstances(result)}.*`, ...result.tables.map(asMarkdown)].join("\n\n");

/** A JSON file a result, and one Markdown file of all. Returns the folder. */
export function writeFiles(results) {
  mkdirSync(at(FOLDER), { recursive: true });
  for (const result of results) {
    const name = [result.topic, result.browser].filter(Boolean).join(".");
    writeFileSync(at(FOLDER, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  }
  const sections = results.map(
    (result) => `## ${result.topic}: ${result.what}\n\n${sectionOf(result)}`,
  );
  writeFileSync(at(FOLDER, "results.md"), `# Benchmarks\n\n${sections.join("\n\n")}\n`);
  return FOLDER;
}

/** Puts each result between the two markers of its topic. */
export function writeDocs(results) {
  const text = results.reduce(
    (text, result) => {
      const [begin, end] = [`<!-- tables: ${result.topic} -->`, `<!-- end: ${result.topic} -->`];
      const [from, to] = [text.indexOf(begin), text.indexOf(end)];
      if (from < 0 || to < from) throw new Failure(`${DOCS} lacks ${begin} … ${end}`);
      return `${text.slice(0, from + begin.length)}\n${sectionOf(result)}\n${text.slice(to)}`;
    },
    readFileSync(at(DOCS), "utf8"),
  );
  writeFileSync(at(DOCS), text);
  return DOCS;
}
