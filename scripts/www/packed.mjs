// The package as a user has it: packed, and unpacked where the site imports it from.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { at } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";

/** Puts what `npm pack` makes of the built package into www/node_modules. */
export async function installPacked() {
  const folder = mkdtempSync(join(tmpdir(), "closewise-www-"));
  const printed = await must("npm", ["pack", "--json", "--pack-destination", folder], {
    show: false,
  });
  const [{ filename }] = JSON.parse(printed.slice(printed.indexOf("[")));
  const target = at("www", "node_modules", "closewise");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await must("tar", ["-xzf", join(folder, filename), "-C", target, "--strip-components=1"], {
    show: false,
  });
  rmSync(folder, { recursive: true });
}
