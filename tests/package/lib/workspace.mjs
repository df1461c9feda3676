// A temporary folder for the apps, in which the packed package is installed as a user would.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "../../../scripts/lib/paths.mjs";
import { must } from "../../../scripts/lib/run.mjs";

/**
 * Resolves to `{ createApp(app), nodeModules, remove() }`. It lies inside the folder of the tools: an app finds
 * those, and the package, where Node's resolution looks for them, in the node_modules of the folders above it.
 */
export async function createWorkspace(tools) {
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
function createApp(parent, { name, source }) {
  const folder = join(parent, name.replace(/\W+/g, "-"));
  mkdirSync(folder);
  writeManifest(folder, { dependencies: { closewise: "*" } });
  const sources = source ? ["shared", join("apps", source)] : ["shared"];
  for (const from of sources) cpSync(at("tests", "package", from), folder, { recursive: true });
  return folder;
}

const writeManifest = (folder, fields) =>
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, type: "module", ...fields }, null, 2),
  );
