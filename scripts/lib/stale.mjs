// Cargo does not notice that the std of a target was replaced; what was compiled against the old one then
// fails with E0463, "can't find crate". A note in the target folder tells which std it was compiled against.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { targetDir } from "./paths.mjs";
import { ask } from "./run.mjs";
import { TARGET } from "./toolchain.mjs";

/** Removes the wasm part of the target folder if another std than the present one made it. */
export function dropStaleWasm(env) {
  const folder = join(targetDir, TARGET);
  const note = join(folder, ".std");
  const present = identity(env);
  if (existsSync(note) && readFileSync(note, "utf8") === present) return;
  if (existsSync(note)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(note, present);
}

/** The compiler, and the name and date of its std for the target. */
function identity(env) {
  const sysroot = ask("rustc", ["--print", "sysroot"], { env });
  const libraries = join(sysroot, "lib", "rustlib", TARGET, "lib");
  const std = readdirSync(libraries).find((name) => /^libstd-.*\.rlib$/.test(name));
  return `${ask("rustc", ["--version"], { env })}\n${std} ${statSync(join(libraries, std)).mtime.toISOString()}\n`;
}
