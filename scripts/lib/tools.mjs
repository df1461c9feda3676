// The programs that come from crates.io, each in a folder of its own in the user's cache.
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "./failure.mjs";
import { isExecutable } from "./find.mjs";
import { at, exe, toolDir } from "./paths.mjs";

export const tools = {
  /** The glue generator must be of exactly the version of the library that it reads. */
  "wasm-bindgen": {
    crate: "wasm-bindgen-cli",
    version: () => lockedVersion("wasm-bindgen"),
    minutes: 4,
  },
  "wasm-pack": { crate: "wasm-pack", version: () => "0.15.1", minutes: 3 },
  "cargo-mutants": { crate: "cargo-mutants", version: () => "27.1.0", minutes: 3 },
  geckodriver: { crate: "geckodriver", version: () => "0.37.1", minutes: 3 },
};

/** The folder that holds a tool's programs. */
export function toolBin(name) {
  const { crate, version } = tools[name];
  return join(toolDir(crate, version()), "bin");
}

export const toolPath = (name) => join(toolBin(name), name + exe);

export const isInstalled = (name) => isExecutable(toolPath(name));

/** A PATH on which the named tools come first. */
export const pathWith = (...names) => [...names.map(toolBin), process.env.PATH].join(delimiter);

/** The version that Cargo.lock pins a crate to. */
export function lockedVersion(crate) {
  const lock = readFileSync(at("Cargo.lock"), "utf8");
  const version = new RegExp(`^name = "${crate}"\\r?\\nversion = "([^"]+)"`, "m").exec(lock)?.[1];
  if (!version) throw new Failure(`Cargo.lock names no ${crate}: run cargo update --workspace`);
  return version;
}
