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
  const { lines, profiles, ...tables } = JSON.parse(json);
  if (lines.some((line) => line.includes(SEPARATOR))) throw new Error(`a text has a ${SEPARATOR}`);
  mkdirSync(at("build"), { recursive: true });
  write("facts", { lines: lines.join(SEPARATOR), ...tables }, DECLARATIONS);
  const named = profiles.map((profile) => [camelCase(profile.name), profile]);
  const declared = named.map(([name]) => `export declare const ${name}: Profile;\n`);
  write("profiles", Object.fromEntries(named), `${PROFILE}${declared.join("")}`);
}

function write(file, constants, declarations) {
  const lines = Object.entries(constants).map(
    ([name, value]) => `export const ${name} = ${literal(value)};\n`,
  );
  writeFileSync(at("build", `${file}.js`), `// Generated from the crate.\n${lines.join("")}`);
  writeFileSync(at("build", `${file}.d.ts`), declarations);
}

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

const PROFILE = 'import type { Profile } from "../js/profiles.js";\n';

const DECLARATIONS = `/** The texts of diagnoses, between "${SEPARATOR}". Elsewhere they are named by their place, from 0. */
export declare const lines: string;
/** Name, least value, greatest value, default. */
export declare const settings: readonly (readonly [string, number, number, number])[];
/** The line of the name of the first registered code: name, meaning and reference of each follow each other. */
export declare const firstRow: number;
/** Code, verdict (kind, min, max, limit). */
export declare const registered: readonly (readonly number[])[];
/** The first code of so many in a row, and what RFC 6455 says of them, in bits. */
export declare const codes: readonly (readonly [number, number])[];
`;

/** What is no number of JSON's has no limit. */
const literal = (value) =>
  Array.isArray(value)
    ? `[${value.map(literal).join(", ")}]`
    : value === null
      ? "Infinity"
      : JSON.stringify(value);
