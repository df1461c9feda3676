// How a package is weighed: an app that imports it, bundled and minified, then compressed as a server would at its best.
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { at } from "../lib/paths.mjs";

/**
 * The bytes of an app's bundle. What `without` matches among its imports is left out; `built` is another folder than
 * build/ to take generated files from.
 */
export async function bundle(contents, { without, built } = {}) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: at(), sourcefile: "app.js" },
    absWorkingDir: at(),
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [...(without ? [leaveOut(without)] : []), ...(built ? [takeFrom(built)] : [])],
    logLevel: "error",
  });
  return Buffer.from(outputFiles[0].contents);
}

export const weigh = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length,
});

const leaveOut = (filter) => ({
  name: "leave-out",
  setup: ({ onResolve }) =>
    onResolve({ filter }, ({ path }) => ({ path, external: true, sideEffects: false })),
});

const takeFrom = (folder) => ({
  name: "take-from",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\.\/build\// }, ({ path }) => ({
      path: join(folder, path.slice("../build/".length)),
    })),
});
