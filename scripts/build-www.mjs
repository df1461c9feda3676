// npm run build:www: set-up, the package, then the site of it as a folder of files, build/www.
import { main } from "./lib/failure.mjs";
import { prepareToBuild } from "./setup/index.mjs";

main(async () => {
  await prepareToBuild();
  const { build } = await import("./build/index.mjs");
  await build();
  const { installPacked } = await import("./www/packed.mjs");
  await installPacked();
  const { buildSite } = await import("./www/build.mjs");
  const { pages, folder } = await buildSite();
  console.log(`${pages} pages in ${folder}`);
});
