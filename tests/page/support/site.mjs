// The site as its tests see it: built into a folder of its own, and served under a path of its own.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, sep } from "node:path";
import { at } from "../../../scripts/lib/paths.mjs";

/** Builds the site of the packed package. Resolves to `{ folder, pages, remove() }`; `pages` are the addresses. */
export async function buildTestSite() {
  if (!existsSync(at("www", "node_modules", "closewise"))) {
    const { installPacked } = await import("../../../scripts/www/packed.mjs");
    await installPacked();
  }
  const { buildSite } = await import("../../../scripts/www/build.mjs");
  const folder = mkdtempSync(join(tmpdir(), "closewise-site-"));
  await buildSite({ folder });
  const pages = readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith("index.html"))
    .map((path) =>
      path
        .split(sep)
        .join("/")
        .replace(/index\.html$/, ""),
    );
  return { folder, pages, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
};

const PREFIX = "/some/where/";

/** An empty page of the same origin, which may have others in a frame. */
const FRAME = "/frame";

/** Serves a folder under a path, as a host of pages would. Resolves to `{ url, requests, stop() }`. */
export async function serveUnderPath(folder) {
  const requests = [];
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    requests.push(pathname);
    if (pathname === FRAME) {
      response
        .writeHead(200, { "content-type": TYPES[".html"] })
        .end("<!doctype html><title>frame</title>");
      return;
    }
    const file = pathname.startsWith(PREFIX) && fileAt(folder, pathname.slice(PREFIX.length));
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" });
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${PREFIX}`,
    frame: FRAME,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function fileAt(folder, path) {
  const file = join(
    folder,
    decodeURIComponent(path),
    path.endsWith("/") || !path ? "index.html" : "",
  );
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** The page at an address of the site. */
export const readSitePage = (folder, address) =>
  readFileSync(join(folder, address, "index.html"), "utf8");
