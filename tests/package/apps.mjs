// The table of apps: a row an app. Each is a folder of the files in shared/ and in those of apps/ that `sources` names.
//
// A page has a `site` (the folder to serve, which `build` may make) or a `server` (a command that says its
// address and answers the paths in `answers`); it is opened in `browser`, with `query` and `headers` of its own.
// A `program` is a command that prints its outcome. `tests` is one that runs the app's own tests, with the variables in `env`.
// The first word of a command is a tool of package.json, or `self`, the Node that runs the tests. `files` are written
// into the app's folder as they are.
import { filesForJest, filesOf } from "./lib/docs.mjs";
import {
  expectAnswered,
  expectGivenUpSoon,
  expectLittle,
  expectPassed,
  expectRead,
  expectRemedy,
} from "./outcome.mjs";

export const self = Symbol("this Node");

/** What lets jest load ES modules. */
const JEST_MODULES = { NODE_OPTIONS: "--experimental-vm-modules" };

export const apps = [
  {
    name: "Vite, dev server",
    server: ["vite", "--host", "127.0.0.1", "--port", "0"],
  },
  {
    name: "Vite, build",
    build: ["vite", "build", "--base", "./", "--outDir", "out"],
    site: "out",
  },
  {
    name: "Vite, build, closewise/slim with a streamed .wasm file",
    sources: ["slim"],
    files: filesOf("docs/platforms.md"),
    build: ["vite", "build", "--base", "./", "--outDir", "out"],
    site: "out",
  },
  { name: "webpack", sources: ["webpack"], build: ["webpack"], site: "out" },
  { name: "Rollup", sources: ["rollup"], build: ["rollup", "--config"], site: "out" },
  {
    name: "esbuild",
    build: ["esbuild", "main.js", "--bundle", "--minify", "--format=esm", "--outdir=out"],
    site: "out",
  },
  {
    name: "Parcel",
    build: ["parcel", "build", "index.html", "--dist-dir", "out", "--public-url", "./"],
    site: "out",
  },
  { name: "a page without a bundler, in Chromium", sources: ["plain"], site: "." },
  {
    name: "a page without a bundler, in Firefox",
    sources: ["plain"],
    site: ".",
    browser: "firefox",
  },
  { name: "a dedicated worker", sources: ["workers"], site: ".", query: { kind: "dedicated" } },
  { name: "a shared worker", sources: ["workers"], site: ".", query: { kind: "shared" } },
  { name: "a service worker", sources: ["workers"], site: ".", query: { kind: "service" } },
  {
    name: "a page under a strict policy with 'wasm-unsafe-eval'",
    sources: ["csp"],
    site: ".",
    headers: policy("'self' 'wasm-unsafe-eval'"),
  },
  {
    name: "a page under a strict policy without 'wasm-unsafe-eval'",
    sources: ["csp"],
    site: ".",
    headers: policy("'self'"),
    expect: expectRemedy,
  },
  {
    name: "Next.js, rendered on the server, with a route in the edge runtime",
    sources: ["next"],
    build: ["next", "build"],
    server: ["next", "start", "--hostname", "127.0.0.1", "--port", "0"],
    answers: { "/": "Service Restart", "/edge": "Service Restart" },
  },
  {
    name: `Node ${process.versions.node} with the package ws`,
    sources: ["program-ws"],
    program: [self, "main.js"],
  },
  { name: "Node 22", sources: ["program"], program: ["node-22", "main.js"] },
  { name: "Node 24", sources: ["program"], program: ["node-24", "main.js"] },
  { name: "a current Node", sources: ["program"], program: ["node", "main.js"] },
  { name: "a current Node, by require", sources: ["require"], program: ["node", "main.cjs"] },
  {
    name: "Deno",
    sources: ["program"],
    program: ["deno", "run", "--no-remote", "--allow-net", "main.js"],
  },
  { name: "Bun", sources: ["program"], program: ["bun", "main.js"] },
  { name: "the command", sources: ["command"], program: [self, "main.js"], expect: expectAnswered },
  {
    name: "workerd",
    sources: ["workerd"],
    build: [
      ...["esbuild", "worker.js", "--bundle", "--format=esm", "--outdir=out"],
      ...["--conditions=workerd,worker,browser", "--external:*.wasm?module"],
    ],
    needs: "workerd",
    program: [self, "main.js"],
  },
  ...["jsdom", "happy-dom"].map((environment) => ({
    name: `vitest in ${environment}, as in docs/testing.md`,
    files: filesOf("docs/testing.md"),
    tests: ["vitest", "run", "--environment", environment, "badge.test.js"],
    expect: expectPassed(2),
  })),
  {
    name: "jest in jsdom, as in docs/testing.md",
    files: filesForJest("docs/testing.md"),
    tests: ["jest", "badge.test.js"],
    env: JEST_MODULES,
    expect: expectPassed(2),
  },
  {
    name: "node:test in happy-dom, as in docs/testing.md",
    files: filesOf("docs/testing.md"),
    tests: [self, "--import", "./dom.js", "--test", "badge.node.test.js"],
    expect: expectPassed(1),
  },
  {
    name: "React in jsdom, as in README.md",
    sources: ["readme-badge"],
    files: filesOf("README.md"),
    tests: ["vitest", "run", "--environment", "jsdom"],
    expect: expectPassed(1),
  },
  {
    name: "a chat in strict TypeScript and React",
    sources: ["chat"],
    build: ["tsc"],
    tests: ["vitest", "run", "--environment", "jsdom"],
    expect: expectPassed(5),
  },
  {
    name: "a reader of a feed in strict TypeScript, without the types of a browser",
    sources: ["reader"],
    build: ["tsc"],
    program: [self, "out/reader.js"],
    expect: expectRead,
  },
  {
    name: "vitest in Node",
    sources: ["fake-server"],
    tests: ["vitest", "run", "--globals"],
    expect: expectPassed(2),
  },
  {
    name: "jest in Node",
    sources: ["fake-server"],
    tests: ["jest"],
    env: JEST_MODULES,
    expect: expectPassed(2),
  },
  ...[
    ["Node 22", ["node-22"]],
    ["Node 24", ["node-24"]],
    ["a current Node", ["node"]],
    ["Deno", ["deno", "run", "--no-remote", "--allow-net"]],
    ["Bun", ["bun"]],
  ].map(([name, run]) => ({
    name: `${name}, of dials that fail`,
    sources: ["failed-dials"],
    program: [...run, "main.js"],
    expect: expectGivenUpSoon,
  })),
  ...[
    ["webpack", ["webpack"]],
    ["rollup", ["rollup", "--config"]],
    ["esbuild", ["esbuild", "main.js", "--bundle", "--format=esm", "--outdir=out"]],
  ].map(([source, build]) => ({
    name: `${source}, of the constants alone`,
    sources: [...(source === "esbuild" ? [] : [source]), "constants"],
    build,
    program: [self, "weigh.js"],
    expect: expectLittle,
  })),
];

function policy(scripts) {
  const directives = [
    "default-src 'none'",
    `script-src ${scripts}`,
    "connect-src ws://127.0.0.1:*",
  ];
  return { "content-security-policy": directives.join("; ") };
}
