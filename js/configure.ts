import { OptionError } from "./errors.js";
import { nearest } from "./nearest.js";
import type { ClientOptions } from "./options.js";
import { flatten, type VerdictLike } from "./verdict.js";
import { cell, cells, textAt, wasm } from "./wasm.js";

// biome-ignore lint/suspicious/noExplicitAny: the types of messages mean nothing here
type Options = ClientOptions<any, any>;

/** The options that hold others. */
const GROUPS = ["reconnect", "queue", "handshake", "liveness"];

/** The options that are no numbers, and their types; the numbers are in the session's own table. */
const OTHERS: Record<string, string> = {
  reconnect: "boolean",
  queue: "boolean",
  handshake: "object",
  liveness: "boolean",
  WebSocket: "function",
  binaryType: "string",
  codec: "",
  codes: "object",
  profile: "string",
  advice: "boolean",
  schema: "",
  signal: "object",
  "reconnect.when": "function",
  "handshake.greeting": "",
  "handshake.check": "function",
  "liveness.probe": "",
  "liveness.isPong": "function",
};

const OVERFLOWS = ["reject", "drop-oldest", "drop-newest"];

/** Of each two, the first may not exceed the second. */
const PAIRS = [
  ["reconnect.baseDelay", "reconnect.maxDelay"],
  ["lowWaterMark", "highWaterMark"],
] as const;

/** @internal Hands the options to the session, or throws an `OptionError`. Returns its features, in bits. */
export function configure(id: number, options: Options, provides: boolean): number {
  const numbers = setNumbers(id, options);
  setCodes(id, options);
  for (const [least, most] of PAIRS) {
    const low = numbers.get(least) ?? defaultOf(least);
    const high = numbers.get(most) ?? defaultOf(most);
    if (low <= high) continue;
    throw numbers.has(most)
      ? new OptionError(most, high, `a number not under ${least}, which is ${low}`)
      : new OptionError(least, low, `a number not over ${most}, which is ${high}`);
  }
  const { codec, schema, reconnect, queue, handshake, liveness } = options;
  if (codec !== undefined && codec !== "json" && typeof codec?.encode !== "function") {
    throw new OptionError("codec", codec, "json, or an object with encode and decode");
  }
  if (schema !== undefined && !schema?.["~standard"]) {
    throw new OptionError("schema", schema, "a schema that follows Standard Schema");
  }
  if (handshake && !handshake.check) {
    throw new OptionError("handshake.check", handshake.check, "a function");
  }
  return [
    reconnect !== false,
    queue !== false,
    provides,
    handshake,
    typeof reconnect === "object" && reconnect.when,
    liveness,
    typeof liveness === "object" && liveness.isPong,
    options.advice,
  ].reduce((bits: number, on, place) => (on ? bits | (1 << place) : bits), 0);
}

/** Sets what is a number, and checks what is not. Returns the numbers given. */
function setNumbers(id: number, options: Options): Map<string, number> {
  const rows = settings();
  const numbers = new Map<string, number>();

  const visit = (group: object, prefix: string) => {
    for (const [key, given] of Object.entries(group)) {
      const option = prefix + key;
      const row = rows.find(({ name }) => name === option);
      const type = OTHERS[option];
      if (!row && type === undefined) {
        const near = nearest(option, [...rows.map(({ name }) => name), ...Object.keys(OTHERS)]);
        throw new OptionError(option, given, undefined, near);
      }
      if (given === undefined) continue;
      if (row) {
        setNumber(id, row, given);
        numbers.set(option, given);
      } else if (GROUPS.includes(option) && given && typeof given === "object") {
        visit(given, `${option}.`);
      } else if (type && (given === null || typeof given !== type)) {
        const group = GROUPS.includes(option) && type !== "object";
        throw new OptionError(option, given, `of type ${type}${group ? " or object" : ""}`);
      }
    }
  };
  visit(options, "");
  return numbers;
}

interface Setting {
  row: number;
  name: string;
  min: number;
  max: number;
  standard: number;
}

let table: Setting[] | undefined;

function settings(): Setting[] {
  if (table) return table;
  table = [];
  for (let row = 0; wasm.setting(row); row++) {
    table.push({ row, name: textAt(0), min: cell(2), max: cell(3), standard: cell(4) });
  }
  return table;
}

const defaultOf = (option: string): number =>
  (settings().find(({ name }) => name === option) as Setting).standard;

function setNumber(id: number, { row, name, min, max }: Setting, given: unknown): void {
  const words = name === "queue.overflow" ? OVERFLOWS : undefined;
  const number = words ? words.indexOf(given as string) : given;
  if (typeof number !== "number" || !wasm.set(id, row, number)) {
    const allowed = words?.join(", ") ?? `a number from ${min} to ${max}`;
    throw new OptionError(name, given, allowed);
  }
}

/** @internal The codes and the profile alone. */
export function setCodes(
  id: number,
  { codes = {}, profile }: Pick<Options, "codes" | "profile">,
): void {
  for (const [range, given] of Object.entries(codes)) {
    const option = `codes.${range}`;
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    if (!(Number(first) <= Number(last) && Number(last) < 65_536)) {
      throw new OptionError(option, given, 'a code such as 4001, or a range such as "4100-4199"');
    }
    cells().set(flatten(option, given as VerdictLike));
    wasm.rule(id, Number(first), Number(last));
  }
  if (profile === undefined) return;
  const names: string[] = [];
  for (let row = 0; wasm.profileName(row); row++) names.push(textAt(0));
  const row = names.indexOf(profile);
  if (row < 0) throw new OptionError("profile", profile, names.join(", "));
  wasm.profile(id, row);
}
