// What the page knows of an option of the client. The values of all are texts, as a field or a link has them.
import type { Lang } from "../i18n/lang.js";

export type Group =
  | "reconnect"
  | "queue"
  | "liveness"
  | "handshake"
  | "verdicts"
  | "messages"
  | "times"
  | "buffers"
  | "session";

export const GROUPS: readonly Group[] = [
  "reconnect",
  "queue",
  "liveness",
  "handshake",
  "verdicts",
  "messages",
  "times",
  "buffers",
  "session",
];

/** The parts of the client that are on or off as a whole, whose options have their name in front. */
export const PARTS = ["reconnect", "queue", "liveness", "handshake"] as const;

/** What a field may hold. */
export type Kind =
  /** `"true"` or `"false"`. */
  | { readonly type: "switch" }
  | NumberKind
  | { readonly type: "choice"; readonly choices: readonly string[] }
  /** A text of the user's, such as a message. */
  | { readonly type: "text"; readonly example: string }
  /** Verdicts for codes: `4001=stop, 4100-4199=retry`. */
  | { readonly type: "codes"; readonly example: string }
  /** A verdict for a cause: `never-opened=stop`. */
  | { readonly type: "override"; readonly example: string };

export interface NumberKind {
  readonly type: "number";
  readonly unit: "ms" | "bytes" | "times" | "messages" | "connections" | "none";
  /** The bounds are the package's own. */
  readonly least: number;
  readonly most: number;
  /** Words that may stand in the place of the number. */
  readonly words?: readonly string[];
}

/** How a chosen value is written in the builder of the Rust client. */
export type RustForm =
  /** A method with one argument. */
  | { readonly method: string; readonly as: "duration" | "integer" | "float" | "flag" }
  /** Whole calls, with what they need from the crate. */
  | { readonly call: (value: string, get: Lookup) => RustCall }
  /** Written with another option. */
  | { readonly partOf: string }
  /** Why there is no such method. */
  | { readonly none: string };

export interface RustCall {
  readonly code: string;
  readonly uses?: readonly string[];
}

/** The value of an option, by its path: what was chosen, or the default. */
export type Lookup = (path: string) => string;

/** What a snippet needs before the client is made. */
export interface Setup {
  readonly imports?: readonly {
    readonly name: string;
    readonly from: string;
    readonly type?: true;
  }[];
  readonly before?: string;
}

export interface OptionRow {
  /** As the package names it: `reconnect.baseDelay`. */
  readonly path: string;
  readonly group: Group;
  readonly kind: Kind;
  /** What the field holds where nothing was chosen; `""` is nothing. */
  readonly default: string;
  readonly explain: Readonly<Record<Lang, string>>;
  /** The value as an expression of JavaScript's. */
  readonly js: (value: string) => string;
  readonly setup?: (value: string, language: "js" | "ts") => Setup;
  /** Whether it has to be written wherever its part is on. */
  readonly required?: true;
  readonly rust: RustForm;
}

/** `2147483647` as `2_147_483_647`, which both languages read. */
export const grouped = (value: string): string => {
  const [whole = "", fraction] = value.split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, "_");
  return whole.length < 5 ? value : fraction ? `${digits}.${fraction}` : digits;
};

/** A text as both languages quote it. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });

/** A text as Rust quotes it, whose escapes are of another form. */
export const rustQuoted = (text: string): string =>
  quoted(text).replace(/\\b|\\f|\\u([0-9a-f]{4})|\\./g, (sequence, hex: string | undefined) => {
    if (sequence === "\\b") return "\\u{8}";
    if (sequence === "\\f") return "\\u{c}";
    return hex ? `\\u{${hex}}` : sequence;
  });
