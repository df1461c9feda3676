// The lab: Vite's dev server for www/ with the chaos server beside it.
import { createServer } from "vite";
import { startChaos } from "../../tests/harness/chaos.mjs";
import { at } from "./paths.mjs";

/**
 * Resolves to `{ url, chaos, stop(), ended }` once both accept connections. `ended` resolves when both are
 * gone: to 0 after `stop()`, to 1 when the chaos server ended by itself.
 * The page imports "closewise" from its TypeScript sources, so that an edit shows at once, and finds the
 * chaos server's address in `import.meta.env.VITE_CHAOS_URL`. With `live: false` an edit changes nothing in an
 * open page, as tests want it.
 */
export async function startLab({ port = 0, chaosPort = 0, live = true } = {}) {
  const chaos = await startChaos({ port: chaosPort });
  let vite;
  try {
    vite = await startVite(port, chaos.url, live);
  } catch (error) {
    await chaos.stop();
    throw error;
  }
  let stopping = false;
  const ended = chaos.exited.then(async (code) => {
    await vite.close();
    // Ctrl-C reaches the chaos server too: ended by a signal, it has no exit code.
    return stopping || code === null ? 0 : 1;
  });
  const stop = () => {
    stopping = true;
    chaos.stop();
    return ended;
  };
  return { url: `http://127.0.0.1:${vite.httpServer.address().port}`, chaos, stop, ended };
}

async function startVite(port, chaosUrl, live) {
  process.env.VITE_CHAOS_URL = chaosUrl;
  const server = await createServer({
    root: at("www"),
    clearScreen: false,
    logLevel: "warn",
    cacheDir: at("node_modules", ".vite"),
    resolve: {
      alias: [
        { find: /^closewise$/, replacement: at("js", "index.ts") },
        { find: /^closewise\/profiles$/, replacement: at("js", "profiles.ts") },
        { find: /^closewise\/suspects$/, replacement: at("js", "suspects.ts") },
      ],
    },
    server: {
      host: "127.0.0.1",
      port,
      strictPort: port !== 0,
      fs: { allow: [at()] },
      ...(live ? {} : { hmr: false, watch: null }),
    },
  });
  return server.listen();
}
