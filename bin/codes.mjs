// The tables of codes: those that are registered, and those of a protocol.
import { registry } from "../dist/index.js";
import { wrap } from "./layout.mjs";
import { profileNamed } from "./profiles.mjs";
import { verdictInWords } from "./verdict.mjs";

/** A code a paragraph: its name, its verdict, and what it means. */
export function codesTable(given, paint) {
  const profile = given.profile === undefined ? undefined : profileNamed(given.profile);
  const rows = profile ? rowsOf(profile) : registry();
  if (given.json) return `${JSON.stringify(rows, null, 2)}\n`;
  const width = Math.max(...rows.map(({ code }) => `${code}`.length)) + 2;
  const indent = " ".repeat(width);
  const lines = rows.flatMap(({ code, name, verdict, meaning }) => [
    `${`${code}`.padEnd(width)}${paint.bold(name)}: ${verdictInWords(verdict)}`,
    ...(meaning ? wrap(meaning, indent) : []),
  ]);
  const source = profile ? profile.source : "RFC 6455 §7.4.1 and the registry of IANA";
  return `${[...lines, "", paint.dim(source)].join("\n")}\n`;
}

function rowsOf({ codes, source }) {
  return Object.entries(codes).map(([code, { name, meaning, reference = source, ...verdict }]) => ({
    code,
    name,
    verdict,
    meaning,
    reference,
  }));
}
