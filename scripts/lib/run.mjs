// Child processes: run one to its end, or ask one a question.
import { spawn, spawnSync } from "node:child_process";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

/**
 * Runs a command to its end and resolves to `{ code, output }`. Its output goes to the terminal as it
 * comes (`show: true`, the default) and is kept either way.
 */
export function execute(command, args, { env, cwd = root, show = true, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout,
    });
    let output = "";
    for (const [stream, terminal] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => {
        output += text;
        if (show) terminal.write(text);
      });
    }
    child.on("error", (error) =>
      reject(
        new Failure(
          `cannot run ${command}: ${error.code === "ENOENT" ? "it is not installed" : error.message}`,
        ),
      ),
    );
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a command that must succeed; on failure throws `sentence` after the end of what it printed. */
export async function must(command, args, { sentence, ...options } = {}) {
  const result = await execute(command, args, options);
  if (result.code === 0) return result.output;
  const said =
    options.show === false ? `${result.output.trim().split("\n").slice(-15).join("\n")}\n` : "";
  throw new Failure(said + (sentence ?? `${command} ${args[0]} failed (exit code ${result.code})`));
}

/** The trimmed standard output of a quick command, or undefined if it failed. */
export function ask(command, args, { env, input } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    input,
    encoding: "utf8",
  });
  return result.status === 0 ? result.stdout.trim() : undefined;
}
