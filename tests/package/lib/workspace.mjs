// A temporary folder for the apps, in which the packed package is installed as a user would.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { at } from "../../../scripts/lib/paths.mjs";
import { must } from "../../../scripts/lib/run.mjs";

/**
 * Resolves to `{ createApp(app), nodeModules, remove() }`. It lies inside the folder of the tools: an app finds
 * those, and the package, where Node's resolution looks for them, in the node_modules of the folders above it.
 */
export async function createWorkspace(tools) {
  removeOldRuns(tools);
  const folder = mkdtempSync(join(tools, "run-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await install(folder);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    createApp: (app) => createApp(folder, app),
    nodeModules: join(folder, "node_modules"),
    remove,
  };
}

/** What a run left that was ended from outside. */
function removeOldRuns(tools) {
  for (const name of readdirSync(tools).filter((name) => name.startsWith("run-"))) {
    const folder = join(tools, name);
    const age = Date.now() - statSync(folder).mtimeMs;
    if (age > 24 * 3_600_000) rmSync(folder, { recursive: true, force: true });
  }
}

async function install(folder) {
  const quiet = { show: false };
  const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  await must("npm", pack, { ...quiet, cwd: at() });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  writeManifest(folder, { dependencies: { closewise: `file:${tarball}` } });
  const options = ["--offline", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];
  await must("npm", ["install", ...options], { ...quiet, cwd: folder });
}

/** The folder of one app. */
function createApp(parent, { name, sources = [], files = {} }) {
  const folder = join(parent, name.replace(/\W+/g, "-"));
  mkdirSync(folder);
  writeManifest(folder, { dependencies: { closewise: "*" } });
  for (const from of ["shared", ...sources.map((source) => join("apps", source))]) {
    cpSync(at("tests", "package", from), folder, { recursive: true });
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

const writeManifest = (folder, fields) =>
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, type: "module", ...fields }, null, 2),
  );
