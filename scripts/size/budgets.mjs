// npm run size: the weights of the package and of a Rust app, held against their budgets.
import { build } from "../build/index.mjs";
import { Failure } from "../lib/failure.mjs";
import { hasStdSources } from "../lib/toolchain.mjs";
import { entries, parts } from "./bundles.mjs";
import { number, printWeights } from "./table.mjs";
import { weigh } from "./weigh.mjs";

/** In bytes of brotli. */
const BUDGETS = {
  /** A bundle of `export { Client } from "closewise"`, everything included. */
  client: 18_500,
};

export async function holdBudgets() {
  await build();
  const client = {
    name: 'export { Client } from "closewise", minified',
    ...(await entries.client()),
  };
  printWeights("The package", [...(await entries.files()), client]);
  printWeights("What each part of that bundle weighs", await parts(client));
  hold("the package", client.bytes, BUDGETS.client);
}

function hold(what, bytes, budget) {
  const { brotli } = weigh(bytes);
  const verdict = `${what} has ${number(brotli)} of ${number(budget)} bytes of brotli`;
  if (brotli <= budget) console.log(`size: within the budget: ${verdict}`);
  else if (hasStdSources()) throw new Failure(`size: over the budget: ${verdict}`);
  // The budget is for the package as it is published.
  else console.log(`size: not held against the budget, for want of the sources of std: ${verdict}`);
}
