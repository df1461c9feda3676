import type { QueueOptions } from "./options.js";

/** @internal What an option may be, other than a number: those are known to Rust. */
export interface OptionRule {
  /** Is never asked about undefined or null. */
  // biome-ignore lint/suspicious/noExplicitAny: what it is, is to be found out
  readonly allows: (given: any) => unknown;
  /** The same in words. */
  readonly allowed: string;
  /** Whether its value has options of its own. */
  readonly isGroup?: boolean;
}

/** @internal */
export const allows = (rule: OptionRule, given: unknown): boolean =>
  given !== undefined && given !== null && Boolean(rule.allows(given));

/** @internal */
export const OBJECT: OptionRule = {
  allows: (given) => typeof given === "object",
  allowed: "of type object",
};

/** @internal */
export const PROFILE: OptionRule = {
  allows: (given) => given.codes,
  allowed: "a profile, such as those of closewise/profiles",
};

/** @internal */
export const SIGNATURES: OptionRule = {
  allows: Array.isArray,
  allowed: "an array of signatures, such as that of closewise/suspects",
};

const GROUP: OptionRule = {
  allows: (given) => typeof given === "boolean" || typeof given === "object",
  allowed: "of type boolean or object",
  isGroup: true,
};

const HANDSHAKE: OptionRule = {
  allows: (given) => typeof given.check === "function",
  allowed: "an object with a function check",
  isGroup: true,
};

/** @internal */
export const BOOLEAN: OptionRule = {
  allows: (given) => typeof given === "boolean",
  allowed: "of type boolean",
};

/** @internal */
export const FUNCTION: OptionRule = {
  allows: (given) => typeof given === "function",
  allowed: "of type function",
};

const MESSAGE: OptionRule = { allows: () => true, allowed: "a message or a function" };

const BINARY_TYPE: OptionRule = {
  allows: (given) => given === "blob" || given === "arraybuffer",
  allowed: "blob, arraybuffer",
};

const OVERFLOWS: readonly unknown[] = [
  "reject",
  "drop-oldest",
  "drop-newest",
] satisfies QueueOptions["overflow"][];

const OVERFLOW: OptionRule = {
  allows: (given) => OVERFLOWS.includes(given),
  allowed: "reject, drop-oldest, drop-newest",
};

const CODEC: OptionRule = {
  allows: (given) => given === "json" || (given.encode && given.decode),
  allowed: "json, or { encode, decode }",
};

const SCHEMA: OptionRule = {
  allows: (given) => given["~standard"],
  allowed: "a Standard Schema",
};

/** @internal */
export const SIGNAL: OptionRule = {
  allows: (given) => given.throwIfAborted,
  allowed: "an AbortSignal",
};

/** @internal Every option that is no number, by its path. */
export const RULES: Readonly<Record<string, OptionRule>> = {
  reconnect: GROUP,
  queue: GROUP,
  liveness: GROUP,
  handshake: HANDSHAKE,
  autoConnect: BOOLEAN,
  WebSocket: FUNCTION,
  binaryType: BINARY_TYPE,
  codec: CODEC,
  codes: OBJECT,
  profile: PROFILE,
  suspects: SIGNATURES,
  advice: BOOLEAN,
  investigate: BOOLEAN,
  schema: SCHEMA,
  signal: SIGNAL,
  "queue.overflow": OVERFLOW,
  "reconnect.random": FUNCTION,
  "reconnect.when": FUNCTION,
  "handshake.greeting": MESSAGE,
  "handshake.check": FUNCTION,
  "liveness.probe": MESSAGE,
  "liveness.isPong": FUNCTION,
};

/** @internal The words that may be given in the place of a number, by the option's path. */
export const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  "queue.hold": ["open", "first-message"] satisfies QueueOptions["hold"][],
};
