// Rows of the table of options that are of one form.
import {
  type Group,
  grouped,
  type NumberKind,
  type OptionRow,
  PARTS,
  type RustForm,
} from "./option-row.js";

/** The longest that a browser's timer counts, in ms. */
export const DAYS_24 = 2_147_483_647;

type Words = OptionRow["explain"];

/** The switch of a whole part. */
export function part(
  path: "reconnect" | "queue" | "liveness" | "handshake",
  on: string,
  explain: Words,
) {
  const rust: RustForm =
    on === "true"
      ? { method: path, as: "flag" }
      : { partOf: `${path}.${path === "liveness" ? "probe" : "check"}` };
  return flag(path, on, path, rust, explain);
}

export function flag(
  path: string,
  on: string,
  group: Group,
  rust: RustForm | undefined,
  explain: Words,
): OptionRow {
  return {
    path,
    group,
    kind: { type: "switch" },
    default: on,
    explain,
    js: (value) => value,
    rust: rust ?? { none: `${path}: build() in place of connect() makes a client that is idle.` },
  };
}

export function time(
  path: string,
  value: string,
  bounds: readonly [number, number],
  explain: Words,
) {
  return number(path, value, "ms", bounds, "duration", explain);
}

export function number(
  path: string,
  value: string,
  unit: NumberKind["unit"],
  [least, most]: readonly [number, number],
  as: "duration" | "integer" | "float",
  explain: Words,
): OptionRow {
  return {
    path,
    group: groupOf(path, unit),
    kind: { type: "number", unit, least, most },
    default: value,
    explain,
    js: grouped,
    rust: { method: rustMethod(path), as },
  };
}

function groupOf(path: string, unit: NumberKind["unit"]): Group {
  const owner = PARTS.find((name) => path.startsWith(`${name}.`));
  return owner ?? (unit === "ms" ? "times" : "buffers");
}

/** `reconnect.maxDelay` as `reconnect_max_delay`. */
const rustMethod = (path: string): string =>
  path.replace(".", "_").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A span in Rust. */
export const duration = (millis: string): string =>
  millis === "Infinity" ? "Duration::MAX" : `Duration::from_millis(${grouped(millis)})`;
