// What was chosen on the page, and whether it can be used.
import { type OptionRow, PARTS } from "./option-row.js";
import { OPTIONS } from "./options.js";
import { parseCodes, parseOverride } from "./verdict-words.js";

/** All that makes a client. */
export interface Settings {
  readonly url: string;
  /** As they are typed: names with commas between them. */
  readonly protocols: string;
  /** The values that differ from the defaults, by the paths of the options. */
  readonly values: Readonly<Record<string, string>>;
}

export const NOTHING: Settings = { url: "", protocols: "", values: {} };

export const rowOf = (path: string): OptionRow | undefined =>
  OPTIONS.find((row) => row.path === path);

export const chosen = (settings: Settings, path: string): string =>
  settings.values[path] ?? rowOf(path)?.default ?? "";

/** The same settings with another value; the default one is not kept. */
export function withValue(settings: Settings, path: string, value: string): Settings {
  const { [path]: _, ...values } = settings.values;
  const isDefault = value === rowOf(path)?.default;
  return { ...settings, values: isDefault ? values : { ...values, [path]: value } };
}

export const protocolsOf = ({ protocols }: Settings): string[] =>
  protocols
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);

/** Whether an option counts: one of a part that is off does not. */
export function counts(settings: Settings, row: OptionRow): boolean {
  const part = PARTS.find((name) => row.path.startsWith(`${name}.`));
  return part === undefined || chosen(settings, part) === "true";
}

/** The rows that a client has to be told of, in the table's order. */
export const chosenRows = (settings: Settings): OptionRow[] =>
  OPTIONS.filter((row) => {
    if (!counts(settings, row)) return false;
    return row.required === true || Object.hasOwn(settings.values, row.path);
  });

/** What is wrong with a value, for words to be made of it. */
export type Fault =
  | { readonly fault: "number" }
  | { readonly fault: "range"; readonly least: number; readonly most: number }
  | { readonly fault: "whole" }
  | { readonly fault: "codes" }
  | { readonly fault: "override" }
  | { readonly fault: "choice"; readonly choices: string };

/** The fault of a value; undefined if there is none. */
export function faultOf(row: OptionRow, value: string): Fault | undefined {
  const { kind } = row;
  if (value === row.default) return undefined;
  switch (kind.type) {
    case "number":
      return numberFault(row, value);
    case "codes":
      return parseCodes(value) ? undefined : { fault: "codes" };
    case "override":
      return parseOverride(value) ? undefined : { fault: "override" };
    case "choice":
      return kind.choices.includes(value)
        ? undefined
        : { fault: "choice", choices: kind.choices.join(", ") };
    case "switch":
      return value === "true" || value === "false"
        ? undefined
        : { fault: "choice", choices: "true, false" };
    case "text":
      return undefined;
  }
}

function numberFault({ kind, path }: OptionRow, value: string): Fault | undefined {
  if (kind.type !== "number" || kind.words?.includes(value)) return undefined;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isNaN(number)) return { fault: "number" };
  const { least, most } = kind;
  if (number < least || number > most) return { fault: "range", least, most };
  const mayBeBroken = path === "reconnect.factor" || path === "reconnect.random";
  return mayBeBroken || number === Infinity || Number.isInteger(number)
    ? undefined
    : { fault: "whole" };
}

/** A number as it is written: `1e3` as `1000`, `∞` and `infinity` as `Infinity`. */
export function tidied(row: OptionRow, typed: string): string {
  const text = typed.trim();
  if (row.kind.type !== "number") return row.kind.type === "text" ? typed : text;
  if (/^(∞|infinity)$/i.test(text)) return "Infinity";
  const number = Number(text.replaceAll(/[_\s]/g, ""));
  if (text !== "" && !Number.isNaN(number)) return String(number);
  return text === "" ? row.default : text;
}
