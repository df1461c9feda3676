// What an app should have seen, whatever it was built with and wherever it runs: see shared/scenario.js.
import { deepStrictEqual } from "node:assert/strict";

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
