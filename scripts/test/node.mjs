import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute } from "../lib/run.mjs";
import { countTap } from "./count.mjs";

/** Tests by node:test. They find the chaos server in CHAOS_URL (ws) and CHAOS_HTTP (control). */
export async function runNodeTests({ files, chaos }) {
  const folder = mkdtempSync(join(tmpdir(), "closewise-tap-"));
  const tap = join(folder, "tap");
  try {
    const { code } = await execute(
      process.execPath,
      [
        ...["--test", "--test-concurrency=1"],
        ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
        ...["--test-reporter=tap", `--test-reporter-destination=${tap}`],
        ...files,
      ],
      { env: { CHAOS_URL: chaos.url, CHAOS_HTTP: chaos.http } },
    );
    return countTap({ code, output: readFileSync(tap, "utf8") });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
