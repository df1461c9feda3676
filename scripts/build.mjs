// npm run build: wasm and TypeScript -> dist/, the npm package.
import { build } from "./build/index.mjs";
import { main } from "./lib/failure.mjs";
import { prepareToBuild } from "./setup/index.mjs";

main(async () => {
  await prepareToBuild();
  await build();
  console.log("build: dist/ is ready");
});
