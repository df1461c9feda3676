// npm run bench: measures the package against its peers; prints tables and writes them to build/bench/.
// npm run bench -- message send: only these topics. --write: the tables of docs/benchmarks.md too.
import { topics } from "../benches/browser/index.mjs";
import { Failure, main } from "./lib/failure.mjs";
import { prepareToTest } from "./setup/index.mjs";

main(async () => {
  const args = process.argv.slice(2);
  const chosen = choose(args.filter((arg) => arg !== "--write"));
  const start = Date.now();
  await prepareToTest();
  // Only now: these import node modules that set-up may just have installed.
  const { build } = await import("./build/index.mjs");
  const { writeDocs, writeFiles } = await import("../benches/browser/lib/report.mjs");
  await build();

  const { results, failed } = await measure(chosen);
  console.log(`\nbench: the files are in ${writeFiles(results)}/`);
  if (args.includes("--write")) {
    const [first] = browserNames();
    const shown = results.filter(({ browser }) => !browser || browser === first);
    console.log(`bench: the tables are in ${writeDocs(shown)}`);
  }
  console.log(`bench: ${Math.round((Date.now() - start) / 1000)} s`);
  if (failed.length > 0) throw new Failure(`bench: failed: ${failed.join(", ")}`);
});

/** The topics named, or all; an unknown name is an error, never an empty run. */
function choose(names) {
  const unknown = names.find((name) => !topics.some((topic) => topic.name === name));
  if (unknown) {
    const known = topics.map(({ name }) => name).join(", ");
    throw new Failure(`no topic is named "${unknown}": take ${known}`);
  }
  return names.length > 0 ? topics.filter(({ name }) => names.includes(name)) : topics;
}

/** Chromium, or those that the environment variable BROWSERS names, as in the tests. */
const browserNames = () =>
  (process.env.BROWSERS || "chromium").split(",").map((name) => name.trim());

async function measure(chosen) {
  const outcome = { results: [], failed: [] };
  for (const topic of chosen.filter(({ browser }) => !browser)) await run(topic, {}, outcome);
  const inBrowsers = chosen.filter(({ browser }) => browser);
  if (inBrowsers.length === 0) return outcome;

  const { buildChaos } = await import("../tests/harness/chaos.mjs");
  const { openBench } = await import("../benches/browser/lib/bench.mjs");
  await buildChaos();
  for (const name of browserNames()) {
    const bench = await openBench(name);
    try {
      for (const topic of inBrowsers) await run(topic, bench, outcome);
    } finally {
      await bench.close();
    }
  }
  return outcome;
}

/** A topic that fails is told, and the others still run. */
async function run(topic, bench, { results, failed }) {
  const { asText } = await import("../benches/browser/lib/tables.mjs");
  const { name: browser, version } = bench;
  const title = browser ? `${topic.name} (${browser} ${version})` : topic.name;
  console.log(`\n── ${title}: ${topic.what}`);
  try {
    const { tables, figures, skipped } = await topic.run(bench);
    if (skipped) return console.log(`not measured here: ${skipped}`);
    for (const table of tables) console.log(`\n${asText(table)}`);
    const { name, what } = topic;
    results.push({ topic: name, what, date: new Date(), browser, version, tables, figures });
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    failed.push(title);
  }
}
