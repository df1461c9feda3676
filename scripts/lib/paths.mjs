// Where things are: the checkout, what it builds, and the user's cache of tools.
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** A path inside the checkout. */
export const at = (...parts) => join(root, ...parts);

export const targetDir = resolve(root, process.env.CARGO_TARGET_DIR || "target");

export const exe = process.platform === "win32" ? ".exe" : "";

export const cacheDir =
  process.env.CLOSEWISE_CACHE ||
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "closewise");

/** The folder of one tool at one version: a second checkout finds it there. */
export const toolDir = (name, version) => join(cacheDir, "tools", `${name}-${version}`);
