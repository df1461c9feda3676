// Debian's package manager, for those who may use it.
import { existsSync } from "node:fs";
import { which } from "./find.mjs";
import { must } from "./run.mjs";

/** Whether this process may install Debian packages: root, on Debian or a child of it. */
export const canInstall = () =>
  process.getuid?.() === 0 && existsSync("/etc/debian_version") && which("apt-get") !== undefined;

let updated = false;

export async function install(packages, sentence) {
  const options = { show: false, sentence, env: { DEBIAN_FRONTEND: "noninteractive" } };
  if (!updated) await must("apt-get", ["update"], options);
  updated = true;
  await must("apt-get", ["install", "-y", "--no-install-recommends", ...packages], options);
}
