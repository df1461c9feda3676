import { spawnSync } from "node:child_process";

/** What the command of the installed package says, as a person runs it. */
function npx(...args) {
  const { status, stdout, stderr } = spawnSync("npx", ["--offline", "closewise", ...args], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return { status, stdout, stderr };
}

const { stdout, stderr } = npx("1012", "--json");
const diagnosis = stdout && JSON.parse(stdout);
const misused = npx("1012", "--uptme", "5");
console.log(`outcome: ${JSON.stringify({ diagnosis, stderr, misused })}`);
