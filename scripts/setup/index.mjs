// Does whatever set-up is missing. Each step says whether it is needed and how long it usually takes.
import { browsers } from "./browsers.mjs";
import { cargoTool } from "./cargo-tool.mjs";
import { nodeModules } from "./node-modules.mjs";
import { rust } from "./rust.mjs";
import { stdSources } from "./std-sources.mjs";
import { wasmTarget } from "./wasm-target.mjs";

const toBuild = [rust, nodeModules, wasmTarget, stdSources, cargoTool("wasm-bindgen")];
const toTest = [...toBuild, ...["wasm-pack", "geckodriver"].map(cargoTool), browsers];

export const prepareToBuild = () => perform(toBuild);
export const prepareToTest = () => perform(toTest);
export const prepareToMutate = () => perform([rust, cargoTool("cargo-mutants")]);

async function perform(steps) {
  for (const step of steps) {
    if (!(await step.needed())) continue;
    console.log(`set-up: ${step.what} (usually ${step.usually})`);
    const start = Date.now();
    await step.run();
    console.log(`set-up: ${step.what}: done in ${Math.round((Date.now() - start) / 1000)} s`);
  }
}
