// The site as a folder of files, build/www, which any web server can serve, also under a path of its own.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, createServer } from "vite";
import { at } from "../lib/paths.mjs";
import { viteConfig } from "./vite-config.mjs";

/** Where the site is, for the links that have to say so; `SITE_URL` names it. */
const siteUrl = () => (process.env.SITE_URL ?? "https://closewise.example/").replace(/\/*$/, "/");

const OUT = at("build", "www");

/** Builds it into a folder, which is emptied first. */
export async function buildSite({ folder = OUT } = {}) {
  // Vite's server, which makes the pages, would have the libraries built as for development.
  process.env.NODE_ENV = "production";
  const server = await createServer({
    ...viteConfig(),
    server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  });
  try {
    const load = (path) => server.ssrLoadModule(path);
    const { pages } = await load("/src/site/pages.ts");
    const { SHELL_SCRIPT, STYLES } = await load("/src/shell/shell.ts");
    const { renderPage } = await load("/src/site/render.ts");
    const { addressOf, rootFrom } = await load("/src/site/page.ts");
    const { indexPath, searchIndex } = await load("/src/search/make-index.ts");
    const { LANGS } = await load("/src/i18n/lang.ts");
    const all = pages();
    const used = (name, shared) => [
      ...new Set([...shared, ...all.flatMap((page) => page[name] ?? [])]),
    ];
    const scripts = used("scripts", [SHELL_SCRIPT]);
    const styles = used("styles", STYLES);
    const write = (path, text) => writeInto(join(folder, path), text);
    rmSync(folder, { recursive: true, force: true });
    const built = await buildAssets([...scripts, ...styles], folder);
    for (const page of all) {
      const here = (path) => rootFrom(page) + built(path);
      const text = renderPage(page, {
        scripts: [SHELL_SCRIPT, ...(page.scripts ?? [])].map(here),
        styles: [...STYLES, ...(page.styles ?? [])].map(here),
        siteUrl: siteUrl(),
      });
      write(join(addressOf(page), "index.html"), text);
    }
    for (const lang of LANGS) write(indexPath(lang), searchIndex(all, lang));
    write("sitemap.xml", sitemap(all.map((page) => siteUrl() + addressOf(page))));
    write("robots.txt", `User-agent: *\nAllow: /\nSitemap: ${siteUrl()}sitemap.xml\n`);
    return { pages: all.length, folder };
  } finally {
    await server.close();
  }
}

/** Builds what the pages load. Returns what becomes of a path. */
async function buildAssets(paths, folder) {
  await build({
    ...viteConfig(),
    build: {
      outDir: folder,
      // It has been emptied.
      emptyOutDir: false,
      manifest: "manifest.json",
      // The page's policy allows no script in the page itself, which the polyfill would be.
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: Object.fromEntries(paths.map((path) => [path.replace(/\W/g, "-"), at("www", path)])),
      },
    },
  });
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  rmSync(join(folder, "manifest.json"));
  return (path) => {
    const { file } = manifest[path] ?? {};
    if (!file) throw new Error(`${path} was not built`);
    return file;
  };
}

function writeInto(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const sitemap = (addresses) => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map((address) => `  <url><loc>${address}</loc></url>`).join("\n")}
</urlset>
`;
