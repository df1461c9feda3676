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
 * Serves `routes`, from path to `{ body, type?, headers?, status? }`, to a function of the request that
 * returns (a promise of) one, or, for a path that ends with "/", to a folder on disk.
 * Resolves to `{ url, stop() }`; the url has no final slash.
 */
export async function serve(routes) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      send(response, await answer(routes, pathname, request));
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
export const page = (script, { title = "closewise", head = "" } = {}) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
  `<link rel="icon" href="data:,">${head}</head>` +
  `<body><div id="mocha"></div><script type="module" src="${script}"></script></body></html>`;

async function answer(routes, pathname, request) {
  const exact = routes[pathname];
  if (typeof exact === "function") return exact(request);
  if (exact && typeof exact === "object") return { type: guessType(pathname), ...exact };
  return (
    (await answerByFolder(routes, pathname, request)) ?? { status: 404, body: `no ${pathname}` }
  );
}

async function answerByFolder(routes, pathname, request) {
  const prefixes = Object.keys(routes).filter((path) => path.endsWith("/") && path !== "/");
  const prefix = prefixes.find((path) => pathname.startsWith(path));
  if (!prefix) return undefined;
  const target = routes[prefix];
  if (typeof target === "function") return target(request);
  const file = join(target, normalize(decodeURIComponent(pathname.slice(prefix.length - 1))));
  if (!existsSync(file) || !statSync(file).isFile()) return undefined;
  return { type: TYPES[extname(file)], file };
}

const guessType = (pathname) => TYPES[extname(pathname)] ?? TYPES[".html"];

function send(response, { status = 200, type = "text/plain; charset=utf-8", headers, body, file }) {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
  if (file) createReadStream(file).pipe(response);
  else response.end(body);
}
