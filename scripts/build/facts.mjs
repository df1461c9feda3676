// The tables and the texts of the crate, for the JavaScript: build/facts.js, from what scripts/facts prints.
import { mkdirSync, writeFileSync } from "node:fs";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";

/** Between two lines; a line break would need an escape. js/lines.ts splits them. */
const SEPARATOR = "|";

export async function writeFacts() {
  const args = ["run", "--quiet", "--package", "closewise-facts"];
  const printed = await must("cargo", args, { show: false });
  const json = printed.split("\n").find((line) => line.startsWith("{"));
  const { lines, ...tables } = JSON.parse(json);
  if (lines.some((line) => line.includes(SEPARATOR))) throw new Error(`a text has a ${SEPARATOR}`);
  const constants = Object.entries({ lines: lines.join(SEPARATOR), ...tables }).map(
    ([name, value]) => `export const ${name} = ${literal(value)};\n`,
  );
  mkdirSync(at("build"), { recursive: true });
  writeFileSync(at("build", "facts.js"), `// Generated from the crate.\n${constants.join("")}`);
  writeFileSync(at("build", "facts.d.ts"), DECLARATIONS);
}

const DECLARATIONS = `/** The texts of diagnoses, between "${SEPARATOR}". Elsewhere they are named by their place, from 0. */
export declare const lines: string;
/** Name, least value, greatest value, default. */
export declare const settings: readonly (readonly [string, number, number, number])[];
/** The names of the profiles. */
export declare const profiles: readonly string[];
/** Code, verdict (kind, min, max, limit), lines of name, meaning and reference. */
export declare const registered: readonly (readonly number[])[];
/** The first code of so many in a row, and what RFC 6455 says of them, in bits. */
export declare const codes: readonly (readonly [number, number])[];
`;

/** What is no number of JSON's has no limit. */
const literal = (value) =>
  Array.isArray(value) ? `[${value.map(literal).join(", ")}]` : value === null ? "Infinity" : JSON.stringify(value);
