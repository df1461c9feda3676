import { which } from "../lib/find.mjs";
import { execute } from "../lib/run.mjs";
import { hasStdSources } from "../lib/toolchain.mjs";

/** The sources of std, from which the npm build makes a smaller one. It does without where they cannot be had. */
export const stdSources = {
  what: "adding the sources of std (rust-src)",
  usually: "10 s",
  needed: () => !hasStdSources() && which("rustup") !== undefined,
  run: () => execute("rustup", ["component", "add", "rust-src"], { show: false, timeout: 60_000 }),
};
