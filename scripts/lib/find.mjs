// Looks for programs on the PATH.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { exe } from "./paths.mjs";

/** The full path of the first of `names` that is on the PATH. */
export function which(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name + exe);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
