import { canInstall } from "../lib/debian.mjs";
import { Failure } from "../lib/failure.mjs";
import { which } from "../lib/find.mjs";
import { execute } from "../lib/run.mjs";
import { TARGET, wasmToolchain } from "../lib/toolchain.mjs";
import { buildStdFromDebian } from "./debian-std.mjs";

/** The wasm32 target: the ordinary way, else std built from Debian's Rust sources. */
export const wasmTarget = {
  what: `adding the Rust target ${TARGET}`,
  usually: "10 s, or 3 min where the Rust distribution server is out of reach",
  needed: () => wasmToolchain() === undefined,
  async run() {
    if (await addedByRustup()) return;
    if (!canInstall() || !which("rustup")) {
      throw new Failure(
        `The Rust target ${TARGET} is missing: run rustup target add ${TARGET} (allow access to static.rust-lang.org), or run this as root on Debian`,
      );
    }
    console.log(
      "set-up: the Rust distribution server is out of reach: building std from Debian's sources",
    );
    await buildStdFromDebian();
    if (!wasmToolchain())
      throw new Failure(`The std that was built for ${TARGET} does not compile: report this`);
  },
};

async function addedByRustup() {
  if (!which("rustup")) return false;
  // A server that is out of reach fails at once; one that is slow may take its time.
  const { code } = await execute("rustup", ["target", "add", TARGET], {
    show: false,
    timeout: 180_000,
  });
  return code === 0 && wasmToolchain() !== undefined;
}
