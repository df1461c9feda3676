import { Failure } from "../lib/failure.mjs";
import { which } from "../lib/find.mjs";

/** Rust itself is the one thing that these scripts do not install. */
export const rust = {
  what: "Rust",
  usually: "a minute",
  needed: () => which("cargo") === undefined || which("rustc") === undefined,
  run() {
    throw new Failure("Rust is missing: install it from https://rustup.rs, then run this again");
  },
};
