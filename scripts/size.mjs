// npm run size: what the package and a Rust app weigh, raw, gzip and brotli, against their budgets.
// npm run size -- functions: the largest functions of the package's wasm; with app-closewise behind it, of that Rust app's.
// npm run size -- steps: what each step of the build gives.
import { Failure, main } from "./lib/failure.mjs";
import { prepareToBuild } from "./setup/index.mjs";

// Only when they are asked for: they import node modules that set-up may just have installed.
const COMMANDS = {
  budgets: async () => (await import("./size/budgets.mjs")).holdBudgets(),
  functions: async (app) => (await import("./size/functions.mjs")).listFunctions(app),
  steps: async () => (await import("./size/steps.mjs")).weighSteps(),
};

main(async () => {
  const [name = "budgets", ...args] = process.argv.slice(2);
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new Failure(`no report is named "${name}": take ${Object.keys(COMMANDS).join(", ")}`);
  }
  await prepareToBuild();
  await COMMANDS[name](...args);
});
