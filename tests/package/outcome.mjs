// What an app should have seen, whatever it was built with and wherever it runs: see shared/scenario.js.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";

export const worked = {
  echo: { data: "hello", code: 1000, wasClean: true, cause: "requested", verdict: "stop" },
  close: {
    ...{ code: 4001, wasClean: true, cause: "closed-by-peer", verdict: "stop" },
    ...{ reason: "moved", explained: true },
  },
  retry: { cause: "dropped", willRetry: true, attempt: 1, data: "again" },
};

export const expectWorked = (outcome) => deepStrictEqual(outcome, worked);

/** One error that names the remedy. */
export function expectRemedy({ error }) {
  deepStrictEqual(
    { name: error?.name, remedy: /'wasm-unsafe-eval'/.test(error?.message) },
    { name: "BootError", remedy: true },
  );
}

/** A bundle, in bytes, that holds neither the client nor the WebAssembly. */
export const expectLittle = (bytes) => ok(bytes < 2_000, `the bundle has ${bytes} bytes`);

/** Each attempt that failed was told as such, and the next one did not wait for an `errorTimeout`. */
export function expectGivenUpSoon(outcome) {
  const failed = { code: 1006, cause: "never-opened" };
  for (const { closes, reason, took } of Object.values(outcome)) {
    deepStrictEqual({ closes, reason }, { closes: [failed, failed], reason: "attempts-exhausted" });
    ok(took < 2_500, `it took ${took} ms`);
  }
}

/** So many tests of an app passed; one that failed has ended its runner with a failure already. */
export const expectPassed = (count) => (passed) => strictEqual(passed, count);

/** A feed that was read to the end, and one that refused its reader. */
export const expectRead = (outcome) =>
  deepStrictEqual(outcome, { lines: ["0:xxx", "1:xxx", "2:xxx"], refused: 1008 });

/** A command that diagnosed a restart, and that named the option which was meant. */
export function expectAnswered({ diagnosis, stderr, misused }) {
  deepStrictEqual({ name: diagnosis.name, stderr }, { name: "Service Restart", stderr: "" });
  deepStrictEqual({ status: misused.status, stdout: misused.stdout }, { status: 2, stdout: "" });
  ok(misused.stderr.includes("did you mean --uptime?"), misused.stderr);
}
