import { relative } from "node:path";
import { at } from "../lib/paths.mjs";
import { execute } from "../lib/run.mjs";

/**
 * The package's declarations, as TypeScript sees them: a file of tests/types/ is a test, and fails with any error; so is
 * a project of tests/types/platforms/, each with the global types of another platform.
 */
export async function runTypes({ files }) {
  const isProject = (file) => file.endsWith(".json");
  const sources = files.filter((file) => !isProject(file));
  const { code, output } = await check(at("tests", "types", "tsconfig.json"));
  const bad = sources.filter((file) => output.includes(`${relative(at(), file)}(`)).length;
  let failed = code !== 0 && bad === 0 ? 1 : bad;
  for (const project of files.filter(isProject)) {
    const { code } = await check(project);
    if (code === 0) continue;
    console.log(`✗ ${relative(at(), project)}`);
    failed += 1;
  }
  return { passed: files.length - failed, failed };
}

const check = (project) =>
  execute(process.execPath, [
    at("node_modules", "typescript", "bin", "tsc"),
    ...["-p", project, "--pretty", "false"],
  ]);
