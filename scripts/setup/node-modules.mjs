import { readFileSync } from "node:fs";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";

export const nodeModules = {
  what: "installing the node modules",
  usually: "15 s",
  needed: () =>
    !upToDate(
      packages(at("package-lock.json")),
      packages(at("node_modules", ".package-lock.json")),
    ),
  run: () =>
    must("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      show: false,
      sentence: "npm ci failed: allow access to an npm registry (npm config get registry)",
    }),
};

/** Whether every package that the lock file asks for on any machine is there, at that version. */
function upToDate(asked, present) {
  if (!present) return false;
  return Object.entries(asked).every(
    ([path, { version, optional }]) =>
      path === "" || (optional && !present[path]) || present[path]?.version === version,
  );
}

function packages(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, "utf8")).packages;
  } catch {
    return undefined;
  }
}
