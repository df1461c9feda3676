import { settings } from "../build/facts.js";
import { OptionError } from "./errors.js";
import { nearest } from "./nearest.js";
import type { ClientOptions } from "./options.js";
import { flatten } from "./verdict.js";
import { cells, rule } from "./wasm.js";
import { words } from "./words.js";

// biome-ignore lint/suspicious/noExplicitAny: the types of messages mean nothing here
type Options = ClientOptions<any, any>;

/** Whether an option may have a value (never undefined or null), and what it may be, in words. */
// biome-ignore lint/suspicious/noExplicitAny: that is to be found out
type Rule = [allows: (given: any) => unknown, allowed: string];

const typed = (...types: string[]): Rule => [
  (given) => types.includes(typeof given),
  `of type ${types.join(" or ")}`,
];

const oneOf = (all: readonly string[]): Rule => [(given) => all.includes(given), all.join(", ")];

/** Of each two, the first may not exceed the second. */
const PAIRS = [
  ["reconnect.baseDelay", "reconnect.maxDelay"],
  ["lowWaterMark", "highWaterMark"],
] as const;

/** It is a number to the session: the place of its value. */
const OVERFLOW = "queue.overflow";
const POLICIES: readonly string[] = /* @__PURE__ */ words("reject drop-oldest drop-newest");

const PROFILE: Rule = [(given) => given?.codes, "a profile, such as those of closewise/profiles"];

/**
 * @internal Hands the options to the session, or throws an `OptionError`. The numbers are left in the cells, from
 * where the session's start takes them.
 */
export function configure(id: number, options: Options): void {
  const group = typed("boolean", "object");
  const object = typed("object");
  const act = typed("function");
  const message: Rule = [() => true, "a message or a function"];
  const exchange: Rule = [(given) => act[0](given.check), "an object with a function check"];
  const rules: Record<string, Rule | null> = {
    // What every object inherits is no option.
    __proto__: null,
    reconnect: group,
    queue: group,
    liveness: group,
    handshake: exchange,
    WebSocket: act,
    binaryType: oneOf(words("blob arraybuffer")),
    codec: [
      (given) => given === "json" || (given.encode && given.decode),
      "json, or { encode, decode }",
    ],
    codes: object,
    profile: PROFILE,
    advice: typed("boolean"),
    schema: [(given) => given["~standard"], "a Standard Schema"],
    signal: [(given) => given.throwIfAborted, "an AbortSignal"],
    "reconnect.when": act,
    "handshake.greeting": message,
    "handshake.check": act,
    "liveness.probe": message,
    "liveness.isPong": act,
  };
  const numbers: Record<string, number> = {};

  for (const [name, min, max, standard] of settings) {
    numbers[name] = standard;
    rules[name] = [
      (given) => {
        numbers[name] = given;
        return typeof given === "number" && given >= min && given <= max;
      },
      `a number from ${min} to ${max}`,
    ];
  }
  rules[OVERFLOW] = [
    (given) => {
      numbers[OVERFLOW] = POLICIES.indexOf(given);
      return POLICIES.includes(given);
    },
    POLICIES.join(", "),
  ];

  const visit = (options: object, prefix: string) => {
    for (const key in options) {
      const given = (options as Record<string, unknown>)[key];
      const option = prefix + key;
      const rule = rules[option];
      // A path to an option is not its name.
      if (key.includes(".")) throw new OptionError(option, given, "a name without a dot");
      if (!rule) throw new OptionError(option, given, "", nearest(option, Object.keys(rules)));
      if (given === undefined) continue;
      if (typeof given === "object" && (rule === group || rule === exchange)) {
        visit(Object(given), `${option}.`);
      }
      if (given === null || !rule[0](given)) throw new OptionError(option, given, rule[1]);
    }
  };
  visit(options, "");
  setCodes(id, options);

  for (const [least, most] of PAIRS) {
    const [floor, given] = [numbers[least] as number, numbers[most] as number];
    if (given < floor) {
      throw new OptionError(most, given, `a number not under ${least}, which is ${floor}`);
    }
  }
  cells().set(Object.values(numbers));
}

/** @internal The codes and the profile alone. */
export function setCodes(
  id: number,
  { codes = {}, profile }: Pick<Options, "codes" | "profile">,
): void {
  addRules(id, "codes", codes);
  if (profile === undefined) return;
  if (!PROFILE[0](profile)) throw new OptionError("profile", profile, PROFILE[1]);
  addRules(id, "profile.codes", profile.codes, true);
}

/** The rules of a profile are numbered, from 1. */
function addRules(id: number, prefix: string, codes: object, isProfile?: boolean): void {
  Object.entries(codes).forEach(([range, given], place) => {
    const option = `${prefix}.${range}`;
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    if (!(Number(first) <= Number(last) && Number(last) < 65_536)) {
      throw new OptionError(option, given, "a code, or a range such as 4100-4199");
    }
    cells().set(flatten(option, given));
    if (isProfile && typeof given.name !== "string") {
      throw new OptionError(`${option}.name`, given.name, "a string");
    }
    rule(id, Number(first), Number(last), isProfile ? place + 1 : 0);
  });
}
