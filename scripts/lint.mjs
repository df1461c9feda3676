// npm run lint: formatters, linters and type checkers; every one runs, and any complaint fails.
import { build } from "./build/index.mjs";
import { Failure, main } from "./lib/failure.mjs";
import { execute } from "./lib/run.mjs";
import { prepareToTest } from "./setup/index.mjs";

main(async () => {
  await prepareToTest();
  const complaints = [];
  // TypeScript reads the declarations of the package.
  await build().catch((error) => {
    console.error(error instanceof Failure ? error.message : error);
    complaints.push("build");
  });
  const { linters } = await import("./lint/linters.mjs");
  for (const { name, command, args, env } of linters()) {
    console.log(`\n── ${name}`);
    const { code } = await execute(command, args, { env });
    if (code !== 0) complaints.push(name);
  }
  if (complaints.length > 0) throw new Failure(`\nlint: ${complaints.join(", ")} complained`);
  console.log("\nlint: nothing to complain about");
});
