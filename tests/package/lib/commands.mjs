// The commands of the apps: those that end, and servers.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Failure } from "../../../scripts/lib/failure.mjs";
import { execute } from "../../../scripts/lib/run.mjs";
import { programOf } from "./tools.mjs";

/** Nothing here may look for news of itself, or tell of this run. */
const env = {
  ...process.env,
  DENO_NO_UPDATE_CHECK: "1",
  DO_NOT_TRACK: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  NO_COLOR: "1",
};

const TIMEOUT = 120_000;

/** The full path of a tool; a tool that cannot be had is said in one sentence. */
export function find(tools, name) {
  const program = programOf(tools, name);
  if (program) return program;
  throw new Failure(
    `${name} could not be installed for ${process.platform}-${process.arch}: its npm package offers no program for it`,
  );
}

/** Runs a command to its end, with variables of its own, and returns what it printed. */
export async function runToEnd([program, ...args], cwd, variables) {
  const { code, output } = await execute(program, args, {
    cwd,
    env: { ...env, ...variables },
    show: false,
    timeout: TIMEOUT,
  });
  if (code === 0) return output;
  throw new Failure(`${args.join(" ")} ended with exit code ${code}:\n${tail(output)}`);
}

/** Starts a server and resolves to `{ url, stop() }` when it has said its address. */
export async function startServer([program, ...args], cwd) {
  // A process group of its own: some of these start further processes.
  const child = spawn(program, args, {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const stop = async () => {
    try {
      process.kill(-child.pid);
    } catch {
      // Already gone.
    }
    await ended;
  };
  let said = "";
  const address = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        said += text;
        const url = /http:\/\/(?:127\.0\.0\.1|localhost):[1-9]\d*(?=\D)/.exec(said)?.[0];
        if (url) resolve(url);
      });
    }
  });
  const failed = ended.then(([code]) => {
    throw new Failure(`${args.join(" ")} ended with exit code ${code}:\n${tail(said)}`);
  });
  // Once the server has started, its end is no failure.
  failed.catch(() => {});
  const late = new Promise((_, reject) => {
    const complain = () => reject(new Failure(`${args.join(" ")} said no address:\n${tail(said)}`));
    setTimeout(complain, TIMEOUT).unref();
  });
  late.catch(() => {});
  try {
    return { url: await Promise.race([address, failed, late]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const tail = (text) => text.trim().split("\n").slice(-25).join("\n");
