import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { at } from "./paths.mjs";

/** The full paths of the files right inside a folder of the checkout whose name matches, sorted. */
export function filesIn(folder, pattern) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder))
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(at(folder), name));
}
