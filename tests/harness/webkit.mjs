// WebKitWebDriver, which selenium does not start by itself, on a virtual screen.
import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../../scripts/lib/failure.mjs";

/** Resolves to `{ url, stop() }` once the driver accepts connections. */
export async function startWebKitDriver() {
  const port = await freePort();
  const args = ["--auto-servernum", "WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"];
  // A process group of its own: xvfb-run starts the screen and the driver as children.
  // Without a language of the machine, WebKitGTK's `navigator.language` is "C", which is none.
  const env = { ...process.env, LANG: "en_US.UTF-8", LANGUAGE: "en_US", LC_ALL: "en_US.UTF-8" };
  const child = spawn("xvfb-run", args, { detached: true, stdio: "ignore", env });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stop = () => {
    try {
      process.kill(-child.pid);
    } catch {
      // Already gone.
    }
    return ended;
  };
  for (let tries = 0; tries < 100; tries++) {
    if (await accepts(port)) return { url: `http://127.0.0.1:${port}`, stop };
    await pause(100);
  }
  await stop();
  throw new Failure("WebKitWebDriver did not start within 10 s");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
