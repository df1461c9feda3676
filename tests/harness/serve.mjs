// A small web server for test pages, on a free port of 127.0.0.1.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves `routes`, from path to `{ body, type?, headers? }` or, for a path that ends with "/", to a folder on disk.
 * Resolves to `{ url, stop() }`; the url has no final slash.
 */
export async function serve(routes) {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    try {
      send(response, answer(routes, pathname) ?? { status: 404, body: `no ${pathname}` });
    } catch (error) {
      send(response, { status: 500, body: String(error?.message ?? error) });
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** A page that loads one module script. */
export const page = (script) =>
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>closewise</title>' +
  '<link rel="icon" href="data:,"></head>' +
  `<body><div id="mocha"></div><script type="module" src="${script}"></script></body></html>`;

function answer(routes, pathname) {
  const exact = routes[pathname];
  // A string is a folder.
  if (exact && typeof exact === "object") return { type: guessType(pathname), ...exact };
  const folders = Object.keys(routes).filter((path) => path.endsWith("/") && path !== "/");
  const folder = folders.find((path) => pathname.startsWith(path));
  return folder && answerFromDisk(routes[folder], pathname.slice(folder.length - 1));
}

function answerFromDisk(folder, pathname) {
  const file = join(folder, normalize(decodeURIComponent(pathname)));
  if (!existsSync(file) || !statSync(file).isFile()) return undefined;
  return { type: TYPES[extname(file)], file };
}

const guessType = (pathname) => TYPES[extname(pathname)] ?? TYPES[".html"];

function send(response, { status = 200, type = "text/plain; charset=utf-8", headers, body, file }) {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
  if (file) createReadStream(file).pipe(response);
  else response.end(body);
}
