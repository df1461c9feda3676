// npm run size: the weights of the package and of a Rust app, held against their budgets.
import { build } from "../build/index.mjs";
import { Failure } from "../lib/failure.mjs";
import { hasStdSources } from "../lib/toolchain.mjs";
import { entries, parts } from "./bundles.mjs";
import { rustApp } from "./rust-apps.mjs";
import { number, printWeights } from "./table.mjs";
import { weigh } from "./weigh.mjs";

/**
 * What a bundle of `export { Client } from "closewise"` may weigh, everything included, in bytes of brotli: `most` fails,
 * `goal` is what it is to come down to (docs/size.md).
 */
const PACKAGE = { most: 61_500, goal: 20_500 };

/** The same for the wasm and the glue of a Rust app that keeps a connection. */
const RUST_APP = { most: 49_800, goal: 30_000 };

export async function holdBudgets() {
  await build();
  const bundle = {
    name: 'export { Client } from "closewise", minified',
    ...(await entries.client()),
  };
  printWeights("The package", [...(await entries.files()), bundle]);
  printWeights("What each part of that bundle weighs", await parts(bundle));
  const app = await rustApp("app-closewise");
  printWeights("A Rust app", [...app, ...(await rustApp("app-gloo-net"))]);

  const held = [
    // The package as it is published has a std of its own.
    hasStdSources() ? hold("the package", [bundle], PACKAGE) : skip("the package", "rust-src"),
    hold("a Rust app", app, RUST_APP),
  ];
  if (held.includes(false)) throw new Failure("size: over the budget");
}

function hold(what, items, { most, goal }) {
  const weight = items.reduce((sum, { bytes }) => sum + weigh(bytes).brotli, 0);
  const bounds = `at most ${number(most)} are allowed, ${number(goal)} are the goal`;
  console.log(`size: ${what} has ${number(weight)} bytes of brotli; ${bounds}`);
  return weight <= most;
}

function skip(what, missing) {
  console.log(`size: ${what} is not held against its budget: ${missing} is missing here`);
  return true;
}
