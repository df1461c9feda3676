// The bundlers, frameworks and runtimes of the apps: installed once, in the user's cache, for every checkout.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isExecutable } from "../../../scripts/lib/find.mjs";
import { at, cacheDir } from "../../../scripts/lib/paths.mjs";
import { must } from "../../../scripts/lib/run.mjs";

const manifest = at("tests", "package", "package.json");
const lock = at("tests", "package", "package-lock.json");

/** The folder that holds their node_modules: another lock file gets another folder. */
export async function installTools() {
  const hash = createHash("sha256").update(readFileSync(lock)).update(process.version);
  const folder = join(cacheDir, "package-tests", hash.digest("hex").slice(0, 12));
  if (existsSync(folder)) return folder;
  console.log("set-up: installing the tools of the package tests (usually 60 s, 1.2 GB)");
  // Renamed when complete, so that nobody finds a half-filled folder.
  const draft = `${folder}-${process.pid}`;
  try {
    mkdirSync(draft, { recursive: true });
    copyFileSync(manifest, join(draft, "package.json"));
    copyFileSync(lock, join(draft, "package-lock.json"));
    // Not `npm ci`, which wants every platform's optional packages to be published: some come late.
    await must("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: draft,
      show: false,
      sentence:
        "the tools of the package tests cannot be installed: allow access to an npm registry",
    });
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** The program of a tool, or undefined where there is none for this platform. */
export function programOf(folder, tool) {
  // A Node is found in its own package: all of them have the same name in `.bin`.
  const places = [join(tool, "bin", "node"), join(".bin", tool)];
  return places.map((place) => join(folder, "node_modules", place)).find(isExecutable);
}
