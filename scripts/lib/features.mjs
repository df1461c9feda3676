import { ask } from "./run.mjs";

/** What a Rust app can switch on: every cargo feature but the exports of the npm build. */
export function appFeatures() {
  const metadata = ask("cargo", ["metadata", "--no-deps", "--format-version", "1"]);
  const { features } = JSON.parse(metadata).packages.find(({ name }) => name === "closewise");
  return Object.keys(features)
    .filter((name) => name !== "default" && name !== "export")
    .join(",");
}
