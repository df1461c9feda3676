// Ports that people choose by environment variables.
import { createServer } from "node:net";
import { Failure } from "./failure.mjs";

/** The port in an environment variable, or `fallback`. 0 lets the system choose. */
export function portFrom(variable, fallback) {
  const text = process.env[variable];
  if (text === undefined || text === "") return fallback;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Failure(`${variable} must be a port, 0 to 65535, not "${text}"`);
}

/** Throws one clear sentence if the port is taken. */
export function ensureFree(port, variable) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", ({ code }) =>
      reject(
        new Failure(
          code === "EADDRINUSE"
            ? `port ${port} is taken: stop what uses it, or choose another with ${variable}=…`
            : `port ${port} cannot be used (${code}): choose another with ${variable}=…`,
        ),
      ),
    );
    server.listen(port, "127.0.0.1", () => server.close(resolve));
  });
}
