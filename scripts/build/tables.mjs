// The tables of the crate as JavaScript, from what the crate scripts/tables prints: build/profiles.js, build/suspects.js.
import { mkdirSync, writeFileSync } from "node:fs";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";

export async function writeTables() {
  const args = ["run", "--quiet", "--package", "closewise-tables"];
  const printed = await must("cargo", args, { show: false });
  // Beside what cargo may warn of.
  const tables = JSON.parse(printed.split("\n").find((line) => line.startsWith("{")));
  mkdirSync(at("build"), { recursive: true });
  writeProfiles(tables.profiles);
  writeSuspects(tables.suspects);
}

function writeProfiles(profiles) {
  const from = "// Generated from src/close/profiles.\n";
  const imported = 'import type { Profile } from "../js/profiles.js";\n';
  const constants = profiles.map(
    (profile) => `export const ${camelCase(profile.name)} = ${written(profile)};\n`,
  );
  const declarations = profiles.map(
    ({ name }) => `export declare const ${camelCase(name)}: Profile;\n`,
  );
  writeFileSync(at("build", "profiles.js"), from + constants.join(""));
  writeFileSync(at("build", "profiles.d.ts"), from + imported + declarations.join(""));
}

function writeSuspects(suspects) {
  const from = "// Generated from src/close/signatures.\n";
  const imported = 'import type { Signature } from "../js/suspects.js";\n';
  const declaration = "export declare const suspects: readonly Signature[];\n";
  writeFileSync(
    at("build", "suspects.js"),
    `${from}export const suspects = ${written(suspects)};\n`,
  );
  writeFileSync(at("build", "suspects.d.ts"), from + imported + declaration);
}

const written = (table) => JSON.stringify(table, null, 2);

/** WebSocket is two words in a name of JavaScript's, and one in that of obs-websocket. */
const camelCase = (name) =>
  name.replace("websocket", "web-socket").replace(/-(.)/g, (_, letter) => letter.toUpperCase());
