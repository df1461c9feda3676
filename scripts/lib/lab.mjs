// The lab: the site, served while one works on it, with the chaos server beside it.
import { startChaos } from "../../tests/harness/chaos.mjs";
import { serveSite } from "../www/serve.mjs";

/**
 * Resolves to `{ url, chaos, stop(), ended }` once both accept connections. `ended` resolves when both are
 * gone: to 0 after `stop()`, to 1 when the chaos server ended by itself.
 * The page imports the package as it was installed last (scripts/www/packed.mjs), and finds the chaos server's address in
 * `import.meta.env.VITE_CHAOS_URL`. With `live: false` an edit changes nothing in an open page, as tests want it.
 */
export async function startLab({ port = 0, chaosPort = 0, live = true } = {}) {
  const chaos = await startChaos({ port: chaosPort });
  let site;
  try {
    process.env.VITE_CHAOS_URL = chaos.url;
    site = await serveSite({ port, live });
  } catch (error) {
    await chaos.stop();
    throw error;
  }
  let stopping = false;
  const ended = chaos.exited.then(async (code) => {
    await site.close();
    // Ctrl-C reaches the chaos server too: ended by a signal, it has no exit code.
    return stopping || code === null ? 0 : 1;
  });
  const stop = () => {
    stopping = true;
    chaos.stop();
    return ended;
  };
  return { url: `http://127.0.0.1:${site.httpServer.address().port}`, chaos, stop, ended };
}
