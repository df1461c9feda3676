// Builds, starts and stops the chaos server (tests/server).
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Failure } from "../../scripts/lib/failure.mjs";
import { exe, root, targetDir } from "../../scripts/lib/paths.mjs";
import { must } from "../../scripts/lib/run.mjs";

// The profile is in Cargo.toml: optimised, so that the server is never the slow side.
const PROFILE = "chaos";

export const buildChaos = () =>
  must("cargo", ["build", "--profile", PROFILE, "--package", "closewise-chaos"]);

/**
 * Starts the server that `buildChaos` built. `port` 0 takes any free port.
 * Resolves once it accepts connections, to `{ url: "ws://…", http: "http://…", port, stop(), exited }`;
 * `exited` resolves when the process has ended.
 */
export function startChaos({ port = 0 } = {}) {
  const program = join(targetDir, PROFILE, `closewise-chaos${exe}`);
  const child = spawn(program, ["--port", String(port)], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise((resolve) => child.once("close", resolve));
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaint = (complaint + text).slice(-10_000);
  });

  return new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(new Failure(`cannot start the chaos server: ${error.message}`)),
    );
    exited.then((code) =>
      reject(new Failure(complaint.trim() || `the chaos server ended with exit code ${code}`)),
    );
    createInterface({ input: child.stdout }).on("line", (line) => {
      const url = /^chaos: (ws:\/\/\S+)$/.exec(line)?.[1];
      if (!url) return;
      resolve({
        url,
        http: url.replace(/^ws/, "http"),
        port: Number(new URL(url).port),
        exited,
        stop: () => {
          child.kill();
          return exited;
        },
      });
    });
  });
}
