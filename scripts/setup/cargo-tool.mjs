import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toolDir } from "../lib/paths.mjs";
import { must } from "../lib/run.mjs";
import { isInstalled, tools } from "../lib/tools.mjs";

/** The step that installs one of the tools of lib/tools.mjs. */
export function cargoTool(name) {
  const { crate, version, minutes } = tools[name];
  return {
    what: `installing ${crate} from crates.io`,
    usually: `${minutes} min`,
    needed: () => !isInstalled(name),
    run: () => install(crate, version()),
  };
}

/**
 * Without --locked: the lock file that a tool ships can name a release that a mirror does not have yet.
 * The build folder is the tool's own, so that the checkout's target folder and flags stay out of it.
 */
async function install(crate, version) {
  const folder = toolDir(crate, version);
  const build = join(tmpdir(), `closewise-build-${crate}-${process.pid}`);
  try {
    await must("cargo", ["install", crate, "--version", version, "--root", folder], {
      show: false,
      cwd: tmpdir(),
      env: { CARGO_TARGET_DIR: build, RUSTFLAGS: "" },
      sentence: `${crate} ${version} could not be built: allow access to crates.io, and install a C compiler (Debian: build-essential)`,
    });
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}
