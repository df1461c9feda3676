// The profiles as JavaScript: build/profiles.js, from what the crate scripts/profiles prints.
import { mkdirSync, writeFileSync } from "node:fs";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";

export async function writeProfiles() {
  const args = ["run", "--quiet", "--package", "closewise-profiles"];
  const printed = await must("cargo", args, { show: false });
  // Beside what cargo may warn of.
  const profiles = JSON.parse(printed.split("\n").find((line) => line.startsWith("[{")));
  const constants = profiles.map(
    (profile) => `export const ${camelCase(profile.name)} = ${JSON.stringify(profile, null, 2)};\n`,
  );
  const declarations = profiles.map(
    ({ name, announcements }) =>
      `export declare const ${camelCase(name)}: ${announcements ? "AnnouncingTable" : "Profile"};\n`,
  );
  mkdirSync(at("build"), { recursive: true });
  writeFileSync(at("build", "profiles.js"), HEADER + constants.join(""));
  writeFileSync(at("build", "profiles.d.ts"), HEADER + IMPORT + declarations.join(""));
}

const HEADER = "// Generated from src/close/profiles.\n";
const IMPORT = `import type { AnnouncingTable } from "../js/announcements.js";
import type { Profile } from "../js/profiles.js";
`;

/** WebSocket is two words in a name of JavaScript's, and one in that of obs-websocket. */
const camelCase = (name) =>
  name.replace("websocket", "web-socket").replace(/-(.)/g, (_, letter) => letter.toUpperCase());
