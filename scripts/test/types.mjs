import { relative } from "node:path";
import { at } from "../lib/paths.mjs";
import { execute } from "../lib/run.mjs";
import { single, sum } from "./count.mjs";

/**
 * The package's declarations, as TypeScript sees them: a file of tests/types/ is a test, and fails with any error; so is
 * a project of tests/types/platforms/, each with the global types of another platform.
 */
export async function runTypes({ files }) {
  const isProject = (file) => file.endsWith(".json");
  const sources = files.filter((file) => !isProject(file));
  const { code, output } = await check(at("tests", "types", "tsconfig.json"));
  const outcomes = sources.map((file) => {
    const name = relative(at(), file);
    return single(!output.includes(`${name}(`), name);
  });
  if (code !== 0 && outcomes.every(({ failed }) => failed === 0))
    outcomes.push(single(false, output));
  for (const project of files.filter(isProject)) {
    const { code } = await check(project);
    outcomes.push(single(code === 0, relative(at(), project)));
  }
  return sum(outcomes);
}

const check = (project) =>
  execute(process.execPath, [
    at("node_modules", "typescript", "bin", "tsc"),
    ...["-p", project, "--pretty", "false"],
  ]);
