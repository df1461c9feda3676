import { relative } from "node:path";
import { at } from "../lib/paths.mjs";
import { execute } from "../lib/run.mjs";

/** tests/types/*.ts against the package's declarations: a file is a test, and fails with any error. */
export async function runTypes({ files }) {
  const tsc = at("node_modules", "typescript", "bin", "tsc");
  const args = [tsc, "-p", "tests/types/tsconfig.json", "--pretty", "false"];
  const { code, output } = await execute(process.execPath, args);
  const bad = files.filter((file) => output.includes(`${relative(at(), file)}(`));
  const failed = code !== 0 && bad.length === 0 ? 1 : bad.length;
  return { passed: files.length - bad.length, failed };
}
