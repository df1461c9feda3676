// What the package knows of codes and of what ends connections, in the order in which the site shows it.
import { type CodeFacts, closeCode, type Registration, registry } from "closewise";
import type { Profile, ProfileRule } from "closewise/profiles";
import * as profileTables from "closewise/profiles";
import { type Signature, suspects } from "closewise/suspects";

export const signatures: readonly Signature[] = suspects;

export const registrations = (): readonly Registration[] => registry();

export interface CodeRange {
  readonly name: CodeFacts["range"];
  readonly first: number;
  readonly last: number;
}

const LAST_CODE = 65_535;

/** The ranges of RFC 6455 §7.4.2, as the package draws them. */
export function ranges(): CodeRange[] {
  const all: CodeRange[] = [];
  for (let first = 0; first <= LAST_CODE; ) {
    const { range: name } = closeCode(first);
    const last = lastWhere(first, LAST_CODE, (code) => closeCode(code).range === name);
    all.push({ name, first, last });
    first = last + 1;
  }
  return all;
}

/** A code of the range that nobody has registered. */
export function unknownCode({ first, last }: CodeRange): number {
  for (let code = last; code > first; code--) if (!closeCode(code).registration) return code;
  return first;
}

/** The last number for which it holds, which it does from `low` on without a gap. */
function lastWhere(low: number, high: number, holds: (value: number) => boolean): number {
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Those that say what codes mean; others only tell what announcements do. */
export const profiles = (): Profile[] =>
  Object.values<Profile>(profileTables).filter(({ codes }) => Object.keys(codes).length > 0);

/** The name under which a program imports a profile. */
export function constantOf(profile: Profile): string {
  const constants = Object.entries<Profile>(profileTables);
  const [constant] = constants.find(([, { name }]) => name === profile.name) ?? [];
  if (!constant) throw new Error(`closewise/profiles has no ${profile.name}`);
  return constant;
}

/** A row of a profile: `"4004"`, or `"4200-4299"`. */
export interface ProfileRow {
  readonly key: string;
  /** The code, or the first one of the range that no other row has. */
  readonly code: number;
  readonly rule: ProfileRule;
}

/** Its rows in order, a range before the codes in it. */
export function rowsOf({ codes }: Profile): ProfileRow[] {
  const keys = Object.keys(codes);
  return Object.entries(codes)
    .map(([key, rule]) => ({ key, code: ownCode(key, keys), rule }))
    .sort(
      (one, other) => firstOf(one.key) - firstOf(other.key) || lastOf(other.key) - lastOf(one.key),
    );
}

/** Which row of a profile a code is read by, if any: its own, or that of a range. */
export const rowFor = (profile: Profile, code: number): ProfileRow | undefined => {
  const rows = rowsOf(profile);
  return rows.find(({ key }) => key === String(code)) ?? rows.find(({ key }) => holds(key, code));
};

const boundsOf = (key: string): [first: number, last: number] => {
  const [first = 0, last = first] = key.split("-").map(Number);
  return [first, last];
};

const firstOf = (key: string): number => boundsOf(key)[0];

const lastOf = (key: string): number => boundsOf(key)[1];

function holds(key: string, code: number): boolean {
  const [first, last] = boundsOf(key);
  return first <= code && code <= last;
}

function ownCode(key: string, keys: readonly string[]): number {
  const [first, last] = boundsOf(key);
  if (first === last) return first;
  for (let code = first; code <= last; code++) if (!keys.includes(String(code))) return code;
  return first;
}

/** `"4200–4299"` as it is read, with the dash of ranges. */
export const spelled = (key: string): string => key.replace("-", "–");
