import { readFileSync } from "node:fs";
import { at } from "../../../scripts/lib/paths.mjs";

/** A package of node_modules with its version: "sockette 2.0.6". Ours has none yet that says anything. */
export function versioned(name) {
  if (name === "native") return "native `WebSocket`";
  if (name.startsWith("closewise")) return `**${name}**`;
  const { version } = JSON.parse(readFileSync(at("node_modules", name, "package.json"), "utf8"));
  return `${name} ${version}`;
}
