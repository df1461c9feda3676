#!/usr/bin/env node
// The command `closewise`: says in a terminal why a WebSocket closed, and what to do.
import { answer } from "./answer.mjs";
import { UsageError } from "./complaints.mjs";
import { paintFor } from "./layout.mjs";

/** What arguments that cannot be understood end with. */
const MISUSED = 2;

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.stdout.write(answer(process.argv.slice(2), paintFor(process.stdout)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`closewise: ${error.message}\n`);
  process.exitCode = MISUSED;
}
