// npm run mutants: puts faults into src/close and src/session, one at a time, and fails where the tests miss one that
// docs/mutants.md does not explain. npm run mutants -- close: only this part. All of it takes two hours or more.
import { readFileSync } from "node:fs";
import { Failure, main } from "./lib/failure.mjs";
import { at } from "./lib/paths.mjs";
import { mutate, parts } from "./mutants/mutate.mjs";
import { table } from "./mutants/table.mjs";
import { prepareToMutate } from "./setup/index.mjs";

main(async () => {
  const chosen = choose(process.argv.slice(2));
  await prepareToMutate();
  const outcomes = [];
  for (const part of chosen) outcomes.push(...(await mutate(part)));
  console.log(`\n${table(outcomes)}`);

  const explained = readFileSync(at("docs", "mutants.md"), "utf8");
  const missed = outcomes.filter(
    ({ outcome, what }) => outcome === "missed" && !explained.includes(`\`${what}\``),
  );
  for (const { file, line, what } of missed) console.log(`missed: ${file}:${line}: ${what}`);
  if (missed.length > 0) {
    throw new Failure(
      `mutants: ${missed.length} missed: add a test, or explain them in docs/mutants.md`,
    );
  }
  console.log("mutants: every one is caught or explained");
});

/** The parts named, or all; an unknown name is an error, never an empty run. */
function choose(names) {
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown) {
    const known = parts.map(({ name }) => name).join(", ");
    throw new Failure(`no part is named "${unknown}": take ${known}`);
  }
  return names.length > 0 ? parts.filter(({ name }) => names.includes(name)) : parts;
}
