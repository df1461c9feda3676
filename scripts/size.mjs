// npm run size: what the package weighs, raw, gzip and brotli, against its budget.
// npm run size -- functions: the largest functions of its wasm.
import { readFileSync } from "node:fs";
import { Failure, main } from "./lib/failure.mjs";
import { prepareToBuild } from "./setup/index.mjs";

/** Bytes of brotli that a bundle of `export { Client } from "closewise"` may have, everything included. */
const BUDGET = 14_000;

main(async () => {
  await prepareToBuild();
  if (process.argv[2] === "functions") return listFunctions();

  // Only now: they import node modules that set-up may just have installed.
  const { build } = await import("./build/index.mjs");
  const { entries, parts } = await import("./size/bundles.mjs");
  const { weigh } = await import("./size/weigh.mjs");
  await build();

  const client = {
    name: 'export { Client } from "closewise", minified',
    ...(await entries.client()),
  };
  const print = (title, items) => printTable(title, items, weigh);
  print("The package", [...(await entries.files()), client]);
  print("What each part of that bundle weighs", await parts(client));

  const { brotli } = weigh(client.bytes);
  const verdict = `${number(brotli)} of ${number(BUDGET)} bytes of brotli`;
  if (brotli > BUDGET) throw new Failure(`size: over the budget: ${verdict}`);
  console.log(`size: within the budget: ${verdict}`);
});

/** Before wasm-opt: it removes the names, and its inlining would blur whose bytes are whose. */
async function listFunctions() {
  const { compile } = await import("./build/wasm.mjs");
  const { functionSizes } = await import("./size/functions.mjs");
  const wasm = readFileSync(await compile());
  for (const { name, bytes } of functionSizes(wasm).slice(0, 60)) {
    console.log(`${number(bytes).padStart(7)}  ${name}`);
  }
}

function printTable(title, items, weigh) {
  const rows = items.map(({ name, bytes }) => {
    const { raw, gzip, brotli } = weigh(bytes);
    return [name, ...[raw, gzip, brotli].map(number)];
  });
  const table = [[title, "raw", "gzip", "brotli"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const [name, ...numbers] of table) {
    console.log(
      [name.padEnd(widths[0]), ...numbers.map((text, i) => text.padStart(widths[i + 1]))].join(
        "  ",
      ),
    );
  }
  console.log("");
}

function number(value) {
  return value.toLocaleString("en-US");
}
