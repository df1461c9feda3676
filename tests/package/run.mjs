// The package suite: packs dist/ as npm would, installs the tarball, and lets every app of the table run with it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../scripts/lib/failure.mjs";
import { single, sum } from "../../scripts/test/count.mjs";
import { serve } from "../harness/serve.mjs";
import { apps, self } from "./apps.mjs";
import { find, runToEnd, startServer } from "./lib/commands.mjs";
import { createBrowsers } from "./lib/pages.mjs";
import { countPassed } from "./lib/runners.mjs";
import { installTools } from "./lib/tools.mjs";
import { createWorkspace } from "./lib/workspace.mjs";
import { expectWorked } from "./outcome.mjs";

/** The environment variable GREP picks the apps whose names contain it. */
export async function run({ chaos }) {
  const tools = await installTools();
  const workspace = await createWorkspace(tools);
  const context = { tools, workspace, browsers: createBrowsers(), chaos: chaos.url };
  const outcomes = [];
  try {
    for (const app of apps.filter(({ name }) => name.includes(process.env.GREP ?? ""))) {
      outcomes.push(await tried(app, context));
    }
  } finally {
    await context.browsers.quit();
    workspace.remove();
  }
  return sum(outcomes);
}

async function tried(app, context) {
  const start = performance.now();
  try {
    (app.expect ?? expectWorked)(await outcomeOf(app, context));
    console.log(`✓ ${app.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    return single(true);
  } catch (error) {
    const failure = `${app.name}\n${error instanceof Failure ? error.message : error.stack}`;
    console.log(`✗ ${failure}`);
    return single(false, failure);
  }
}

async function outcomeOf(app, { tools, workspace, browsers, chaos }) {
  const command = ([name, ...args]) => [
    name === self ? process.execPath : find(tools, name),
    ...args,
  ];
  if (app.needs) find(tools, app.needs);
  const folder = workspace.createApp(app);
  if (app.build) await runToEnd(command(app.build), folder);
  if (app.tests) return countPassed(await runToEnd(command(app.tests), folder, app.env));
  if (app.program) return readOutcome(await runToEnd([...command(app.program), chaos], folder));
  const site = app.server
    ? await startServer(command(app.server), folder)
    : await serveSite(app, folder, workspace);
  try {
    await expectAnswers(site.url, app.answers ?? {});
    const query = new URLSearchParams({ ...app.query, chaos });
    return await browsers.outcomeOf(
      `${site.url}${site.path ?? "/"}?${query}`,
      app.browser ?? "chromium",
    );
  } finally {
    await site.stop();
  }
}

function readOutcome(printed) {
  const line = /^outcome: (.*)$/m.exec(printed);
  if (!line) throw new Failure(`the program printed no outcome:\n${printed}`);
  return JSON.parse(line[1]);
}

/** What is built has to work wherever it is served; what is not finds the package in /node_modules/. */
async function serveSite({ site, headers }, folder, workspace) {
  const index = [join(folder, site, "index.html"), join(folder, "index.html")].find(existsSync);
  const server = await serve({
    "/app/": join(folder, site),
    "/app/index.html": { body: readFileSync(index, "utf8"), headers },
    "/node_modules/": workspace.nodeModules,
  });
  return { ...server, path: "/app/index.html" };
}

/** What the server renders has to hold a word that it can only have from the package. */
async function expectAnswers(url, answers) {
  for (const [path, word] of Object.entries(answers)) {
    const response = await fetch(new URL(path, url), { signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    if (response.ok && text.includes(word)) continue;
    throw new Failure(
      `${path} should answer with ${word}, not with ${response.status}: ${text.slice(0, 500)}`,
    );
  }
}
