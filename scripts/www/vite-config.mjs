import { at } from "../lib/paths.mjs";

/** What Vite goes by for the site, whether it serves or builds it. */
export const viteConfig = () => ({
  root: at("www"),
  base: "./",
  configFile: false,
  appType: "custom",
  clearScreen: false,
  logLevel: "warn",
  cacheDir: at("node_modules", ".vite"),
  // The package changes under the same version: it is never to come from a cache.
  // All that the scripts import is known at once: what is found later would be loaded beside an older copy of Lit.
  optimizeDeps: {
    entries: ["src/**/*.ts"],
    exclude: ["closewise", "closewise/profiles", "closewise/suspects"],
  },
});
