// Builds std for wasm32 from Debian's Rust sources, for where the Rust distribution server is out of reach.
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as debian from "../lib/debian.mjs";
import { which } from "../lib/find.mjs";
import { targetDir } from "../lib/paths.mjs";
import { ask, must } from "../lib/run.mjs";
import { TARGET } from "../lib/toolchain.mjs";

const PACKAGES = [
  "rustc-web",
  "cargo-web",
  "rust-web-src",
  "rust-web-llvm",
  "rust-web-clippy",
  "rustfmt-web",
];

export async function buildStdFromDebian() {
  await installPackages();
  await linkToolchain();
  const scratch = mkdtempSync(join(tmpdir(), "closewise-std-"));
  try {
    copyStd(await compileStd(scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  // What was compiled against another std is stale: E0463, "can't find crate".
  rmSync(join(targetDir, TARGET), { recursive: true, force: true });
}

async function installPackages() {
  const sentence =
    "Debian's Rust packages could not be installed: allow access to a Debian mirror that has rustc-web";
  const missing = PACKAGES.filter((name) => !installed(name));
  if (missing.length > 0) await debian.install(missing, sentence);
  if (!which("rust-lld")) await debian.install([linkerPackage()], sentence);
}

/** rust-web-llvm leaves a link to the linker of its LLVM, whose package has the linker's own name. */
const linkerPackage = () => basename(readlinkSync("/usr/bin/rust-lld"));

const installed = (name) => ask("dpkg-query", ["--status", name])?.includes("ok installed");

async function linkToolchain() {
  if (ask("rustc", ["--version"], { env: { RUSTUP_TOOLCHAIN: "debian" } })) return;
  await must("rustup", ["toolchain", "link", "debian", "/usr"], { show: false });
}

/** Builds std for an empty library and returns the folder of its crates. */
async function compileStd(scratch) {
  mkdirSync(join(scratch, "src"));
  writeFileSync(join(scratch, "src", "lib.rs"), "");
  writeFileSync(
    join(scratch, "Cargo.toml"),
    '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n',
  );
  const args = ["--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"];
  await must("cargo", ["build", ...args], {
    show: false,
    cwd: scratch,
    env: {
      RUSTUP_TOOLCHAIN: "debian",
      RUSTC_BOOTSTRAP: "1",
      CARGO_TARGET_DIR: join(scratch, "target"),
      // Without the bitcode a later `lto = true` fails with "failed to get bitcode".
      RUSTFLAGS: "-C embed-bitcode=yes",
    },
    sentence: `std for ${TARGET} could not be built: allow access to crates.io`,
  });
  return join(scratch, "target", TARGET, "release", "deps");
}

function copyStd(from) {
  const to = `/usr/lib/rustlib/${TARGET}/lib`;
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) {
    const isCrate = /^lib.*\.(rlib|rmeta)$/.test(file);
    if (isCrate && !file.startsWith("libempty-")) copyFileSync(join(from, file), join(to, file));
  }
}
