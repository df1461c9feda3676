// The site while one works on it: each page is made when it is asked for.
import { createServer } from "vite";
import { at } from "../lib/paths.mjs";
import { viteConfig } from "./vite-config.mjs";

/**
 * Resolves to Vite's server once it accepts connections. With `live: false` an edit changes nothing in an open page, as
 * tests want it.
 */
export async function serveSite({ port = 0, live = true } = {}) {
  const server = await createServer({
    ...viteConfig(),
    plugins: [pagesOnDemand()],
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

const pagesOnDemand = () => ({
  name: "closewise-pages",
  configureServer(server) {
    server.middlewares.use(async (request, response, next) => {
      const { pathname } = new URL(request.url, "http://localhost");
      const lang = /^\/search\/(\w+)\.json$/.exec(pathname)?.[1];
      if (lang) return response.end(await indexOf(server, lang));
      if (!pathname.endsWith("/") && !pathname.endsWith("/index.html")) return next();
      try {
        const text = await pageAt(server, pathname.replace(/^\//, "").replace(/index\.html$/, ""));
        if (text === undefined) return next();
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.end(text);
      } catch (error) {
        server.ssrFixStacktrace(error);
        next(error);
      }
    });
  },
});

async function indexOf(server, lang) {
  const { pages } = await server.ssrLoadModule("/src/site/pages.ts");
  const { searchIndex } = await server.ssrLoadModule("/src/search/make-index.ts");
  return searchIndex(pages(), lang);
}

async function pageAt(server, address) {
  const load = (path) => server.ssrLoadModule(path);
  const { pages } = await load("/src/site/pages.ts");
  const { addressOf } = await load("/src/site/page.ts");
  const { renderPage } = await load("/src/site/render.ts");
  const { SHELL_SCRIPT, STYLES } = await load("/src/shell/shell.ts");
  const page = pages().find((page) => addressOf(page) === address);
  if (!page) return undefined;
  const fromRoot = (path) => `/${path}`;
  return renderPage(page, {
    scripts: [SHELL_SCRIPT, ...(page.scripts ?? [])].map(fromRoot),
    styles: [...STYLES, ...(page.styles ?? [])].map(fromRoot),
    siteUrl: "/",
  });
}
