// npm test: set-up, then every suite (or those named: npm test -- native js), and one last line of counts.
import { Failure, main } from "./lib/failure.mjs";
import { prepareToTest } from "./setup/index.mjs";
import { single, sum } from "./test/count.mjs";

main(async () => {
  const results = [];
  const resources = new Map();
  try {
    await prepareToTest();
    // Only now: the suites import node modules that set-up may just have installed.
    const { suites } = await import("./test/suites.mjs");
    for (const suite of choose(suites, process.argv.slice(2))) {
      results.push({ name: suite.name, ...(await run(suite, resources)) });
    }
  } catch (error) {
    results.push({ name: "set-up", ...single(false, complaint(error)) });
  } finally {
    await release(resources);
  }
  return report(results);
});

/** The suites named, or all; an unknown name is an error, never an empty run. */
function choose(suites, names) {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown) {
    const known = suites.map(({ name }) => name).join(", ");
    throw new Failure(`no suite is named "${unknown}": take ${known}`);
  }
  if (names.length > 0) return suites.filter(({ name }) => names.includes(name));
  return suites.filter(({ files }) => files().length > 0);
}

/** A suite that cannot run, or that runs nothing, counts as one failure. */
async function run(suite, resources) {
  console.log(`\n── ${suite.name}: ${suite.what}`);
  try {
    const context = { files: suite.files() };
    if (context.files.length === 0) throw new Failure(`${suite.name}: its tests are missing`);
    for (const need of suite.needs) context[need] = await obtain(need, resources);
    const outcome = await suite.run(context);
    if (outcome.passed + outcome.failed > 0) return outcome;
    return single(false, "no test ran");
  } catch (error) {
    return single(false, complaint(error));
  }
}

const providers = {
  dist: async () => (await import("./build/index.mjs")).build(),
  async chaos() {
    const { buildChaos, startChaos } = await import("../tests/harness/chaos.mjs");
    await buildChaos();
    return startChaos();
  },
};

/** Made for the first suite that needs it, shared by the others. */
function obtain(need, resources) {
  if (!resources.has(need)) resources.set(need, providers[need]());
  return resources.get(need);
}

async function release(resources) {
  const chaos = await resources.get("chaos")?.catch(() => undefined);
  await chaos?.stop();
}

/** What failed is told once more at the end, where it is found without searching for it. */
function report(results) {
  for (const { name, failures } of results) {
    for (const failure of failures) console.log(`\n✗ ${name}: ${failure}`);
  }
  console.log("");
  for (const { name, passed, failed } of results) {
    console.log(`${failed ? "✗" : "✓"} ${name}: ${passed} passed, ${failed} failed`);
  }
  const { passed, failed } = sum(results);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

const complaint = (error) => (error instanceof Failure ? error.message : error.stack);
