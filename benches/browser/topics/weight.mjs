// What a page has to load: an app that imports the one class and nothing else, bundled and minified by
// esbuild, then compressed as a server would at its best.
import { readFileSync } from "node:fs";
import { at } from "../../../scripts/lib/paths.mjs";
import { bundle, weigh } from "../../../scripts/size/weigh.mjs";
import { whole } from "../lib/numbers.mjs";
import { versioned } from "../lib/versions.mjs";

/** From package to what an app imports. Those after the gap speak a protocol of their own over WebSocket. */
const APPS = {
  sockette: 'export { default } from "sockette";',
  "robust-websocket": 'export { default } from "robust-websocket";',
  "websocket-ts": 'export { WebsocketBuilder, ArrayQueue, ConstantBackoff } from "websocket-ts";',
  partysocket: 'export { WebSocket } from "partysocket";',
  "reconnecting-websocket": 'export { default } from "reconnecting-websocket";',
  closewise: 'export { Client } from "closewise";',
  "closewise/slim": 'export { Client, init } from "closewise/slim";',

  rxjs: 'export { webSocket } from "rxjs/webSocket";',
  phoenix: 'export { Socket } from "phoenix";',
  "socket.io-client": 'export { io } from "socket.io-client";',
  centrifuge: 'export { Centrifuge } from "centrifuge";',
};

/** What an app loads beside its bundle. */
const FILES = { "closewise/slim": ["dist/closewise.wasm"] };

export async function run() {
  const figures = {};
  for (const [name, app] of Object.entries(APPS)) {
    const files = (FILES[name] ?? []).map((file) => readFileSync(at(file)));
    figures[name] = total([await bundle(app), ...files].map(weigh));
  }
  const lightest = Object.entries(figures).sort(([, a], [, b]) => a.brotli - b.brotli);
  const rows = lightest.map(([name, { raw, gzip, brotli }]) => [
    FILES[name] ? `${versioned(name)} and its .wasm` : versioned(name),
    ...[raw, gzip, brotli].map(whole),
  ]);
  const head = ["client", "minified", "gzip", "brotli"];
  return { tables: [{ caption: "Bytes of a minified bundle", head, rows }], figures };
}

const total = (weights) =>
  weights.reduce((sum, { raw, gzip, brotli }) => ({
    raw: sum.raw + raw,
    gzip: sum.gzip + gzip,
    brotli: sum.brotli + brotli,
  }));
