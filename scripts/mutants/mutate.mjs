// Runs cargo-mutants over one part of the crate, with the tests of that part.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { Failure } from "../lib/failure.mjs";
import { at } from "../lib/paths.mjs";
import { execute } from "../lib/run.mjs";
import { toolPath } from "../lib/tools.mjs";

/** A mutant compiles faster where nothing is written for a debugger. */
const NO_DEBUG_INFO = { CARGO_PROFILE_TEST_DEBUG: "0" };

/** The tests inside the crate compile in a few seconds where the compiler does not optimise. */
const FAST_COMPILER = { CARGO_PROFILE_TEST_OPT_LEVEL: "0" };

/**
 * Each run after the first takes up what the one before it missed: few mutants need the slow tests. The exhaustive
 * search goes as deep as its seconds allow, or to its usual depth.
 */
export const parts = [
  {
    name: "close",
    files: "src/close/**",
    targets: ["--lib", "--test=close_*"],
    runs: [
      { tests: ["--", "--skip", "session::"], env: { PROPTEST_CASES: "32" } },
      { tests: ["--", "--skip", "session::"] },
    ],
  },
  {
    name: "session",
    files: "src/session/**",
    targets: ["--lib"],
    runs: [
      {
        tests: ["session", "--", "--skip", "walks", "--skip", "a_delay_stays"],
        env: { ...FAST_COMPILER, CLOSEWISE_SEARCH_SECONDS: "2" },
      },
      { tests: ["session"], env: FAST_COMPILER },
    ],
  },
];

/** The exit codes of cargo-mutants that say that it did its work: all caught, some missed, some timed out. */
const DONE = [0, 2, 3];

/** Resolves to the outcome of every mutant of a part: `{ file, line, what, outcome }`. */
export async function mutate({ name, files, targets, runs }) {
  const output = at("build", "mutants", name);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const outcomes = new Map();
  for (const [place, { tests, env }] of runs.entries()) {
    console.log(`\n── ${name}: run ${place + 1} of ${runs.length}`);
    const { code } = await execute(
      toolPath("cargo-mutants"),
      [
        ...["mutants", "--file", files, "--features", "serde", "--output", output],
        // For the building of the tests as well as for their run.
        ...targets.map((target) => `--cargo-arg=${target}`),
        ...(place > 0 ? ["--iterate"] : []),
        ...["--", ...tests],
      ],
      { env: { ...NO_DEBUG_INFO, ...env } },
    );
    if (!DONE.includes(code))
      throw new Failure(`mutants: cargo-mutants failed (exit code ${code})`);
    for (const outcome of read(output)) outcomes.set(outcome.id, outcome);
  }
  return [...outcomes.values()];
}

const NAMES = {
  CaughtMutant: "caught",
  MissedMutant: "missed",
  Unviable: "unviable",
  Timeout: "timeout",
};

function read(output) {
  const file = `${output}/mutants.out/outcomes.json`;
  const { outcomes } = JSON.parse(readFileSync(file, "utf8"));
  // The others are of the code as it is.
  const ofMutants = outcomes.filter(({ scenario }) => scenario.Mutant);
  return ofMutants.map(({ scenario: { Mutant: mutant }, summary }) => {
    const outcome = NAMES[summary];
    if (!outcome) throw new Failure(`mutants: cargo-mutants speaks of an unknown ${summary}`);
    const [id, line, what] = /^.+?:(\d+):\d+: (.+)$/.exec(mutant.name);
    return { id, file: mutant.file, line, what, outcome };
  });
}
