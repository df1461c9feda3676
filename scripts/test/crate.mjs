import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../lib/failure.mjs";
import { at, targetDir } from "../lib/paths.mjs";
import { ask, execute, must } from "../lib/run.mjs";
import { dropStaleWasm } from "../lib/stale.mjs";
import { TARGET, wasmEnv } from "../lib/toolchain.mjs";
import { countCargo, single, sum } from "./count.mjs";
import { compileWasmDocs } from "./wasm-docs.mjs";

/** Packs the crate, unpacks it, and does there what its users do: its examples, and an app that depends on it. */
export async function testPackedCrate() {
  const crate = await unpack(await pack());
  return sum([
    countCargo(await execute("cargo", ["test", "--doc"], options(crate))),
    await compileWasmDocs({ cwd: crate }),
    await buildApp(crate),
  ]);
}

/** What was compiled for the checkout is of use for the unpacked crate, too. */
const options = (cwd) => ({ cwd, env: { CARGO_TARGET_DIR: targetDir } });

/** Returns the file. Cargo compiles the library from it, too. */
async function pack() {
  await must("cargo", ["package", "--package", "closewise", "--allow-dirty"]);
  return join(targetDir, "package", `${nameAndVersion()}.crate`);
}

function nameAndVersion() {
  const id = ask("cargo", ["pkgid", "--package", "closewise"]);
  const version = /[#@]([^#@]+)$/.exec(id ?? "")?.[1];
  if (!version) throw new Failure("cargo pkgid does not tell the version of closewise");
  return `closewise-${version}`;
}

/** In the same place each time, so that cargo knows it again. The workspace's Cargo.toml excludes it. */
async function unpack(file) {
  const folder = join(targetDir, "unpacked");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await must("tar", ["-xzf", file, "-C", folder]);
  return join(folder, nameAndVersion());
}

/** In the place that it has in the checkout, so that the crate it depends on is the unpacked one. */
async function buildApp(crate) {
  const place = join("tests", "rust-apps", "closewise");
  const app = join(crate, place);
  cpSync(at(place), app, { recursive: true });
  cpSync(at("Cargo.lock"), join(app, "Cargo.lock"));
  const toolchain = wasmEnv();
  dropStaleWasm(toolchain);
  const { cwd, env } = options(app);
  const { code } = await execute("cargo", ["build", "--target", TARGET], {
    cwd,
    env: { ...toolchain, ...env },
  });
  return single(code === 0, "the app that depends on the packed crate does not compile");
}
