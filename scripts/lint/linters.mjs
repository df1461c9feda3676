// The table of linters: a row a command.
import { basename, join } from "node:path";
import { filesIn } from "../lib/files.mjs";
import { at, targetDir } from "../lib/paths.mjs";
import { TARGET, wasmEnv } from "../lib/toolchain.mjs";

const DENY = ["--", "-D", "warnings"];

export function linters() {
  // The browser tests compile the chaos server's address in.
  const wasm = { ...wasmEnv(), CHAOS_URL: "ws://127.0.0.1:0" };
  const browserTests = filesIn("tests", /^browser.*\.rs$/).flatMap((file) => [
    "--test",
    basename(file, ".rs"),
  ]);
  return [
    cargo("rustfmt", ["fmt", "--all", "--check"]),
    cargo("clippy", ["clippy", "--workspace", "--all-targets", "--all-features", ...DENY]),
    cargo(
      "clippy for the browser",
      ["clippy", "--target", TARGET, "--lib", ...browserTests, "--all-features", ...DENY],
      wasm,
    ),
    cargo(
      "clippy for the Rust apps",
      [
        "clippy",
        "--target",
        TARGET,
        "--package",
        "app-closewise",
        "--package",
        "app-gloo-net",
        ...DENY,
      ],
      wasm,
    ),
    // A workspace of its own, which no test compiles.
    cargo("the fuzz target", ["check", "--manifest-path", "fuzz/Cargo.toml"], {
      CARGO_TARGET_DIR: join(targetDir, "fuzz"),
    }),
    cargo("rustdoc", ["doc", "--no-deps", "--lib", "--all-features"], {
      RUSTDOCFLAGS: "-D warnings",
    }),
    node("biome", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]),
    node("tsc", "typescript/bin/tsc", ["--noEmit", "-p", "tsconfig.json"]),
    node("typedoc", "typedoc/bin/typedoc", ["--treatWarningsAsErrors", "--emit", "none"]),
    node("publint", "publint/src/cli.js", ["--strict"]),
    node("attw", "@arethetypeswrong/cli/dist/index.js", [
      // It is ESM alone; from 20.19 on, Node takes that from `require` too.
      ...["--pack", ".", "--ignore-rules", "cjs-resolves-to-esm"],
      // No module, but a file for those who fetch it.
      ...["--exclude-entrypoints", "./closewise.wasm"],
    ]),
  ];
}

const cargo = (name, args, env) => ({ name, command: "cargo", args, env });

const node = (name, program, args) => ({
  name,
  command: process.execPath,
  args: [at("node_modules", program), ...args],
});
