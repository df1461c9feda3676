import { Driver, numberOptions } from "../build/glue/closewise.js";
import { OptionError, sendsNothing } from "./errors.js";
import { hintFor } from "./foreign-options.js";
import { nearest } from "./nearest.js";
import { allows, RULES, WORDS } from "./option-rules.js";
import type {
  ClientOptions,
  HandshakeOptions,
  LivenessOptions,
  QueueOptions,
  ReconnectOptions,
} from "./options.js";
import type { Profile } from "./profiles.js";
import { type ClassifierRules, rulesOf } from "./rules.js";

// biome-ignore lint/suspicious/noExplicitAny: the types of messages mean nothing here
type Options = ClientOptions<any, any>;

/** @internal What the session goes by, as Rust reads it. */
export interface SessionSettings extends ClassifierRules {
  readonly reconnect: boolean;
  readonly queue: boolean;
  readonly liveness: boolean;
  readonly handshake: boolean;
  readonly provider: boolean;
  readonly asksOverride: boolean;
  readonly recognisesPongs: boolean;
  readonly investigates: boolean;
  readonly readsAnnouncements: boolean;
  readonly overflow: NonNullable<QueueOptions["overflow"]>;
  /** From 0 to under 1. */
  readonly seed: number;
  readonly hold: Exclude<NonNullable<QueueOptions["hold"]>, number>;
  /** The number that was given at an option's path; NaN for anything else that was given, but for its words. */
  number(option: string): number | undefined;
}

/** @internal What Rust throws where a number may not be. */
export interface OptionProblem {
  /** The option's path. */
  readonly option: string;
  /** The number that was given, or the default. */
  readonly given: number;
  /** The least number that is allowed. */
  readonly least: number;
  /** The greatest number that is allowed. */
  readonly most: number;
  /** The path of the option whose number is the least, where another option sets it. */
  readonly notBelow: string | undefined;
}

/**
 * @internal A driver that goes by the options; throws an `OptionError` if one is unknown, or has a value that it may
 * not have.
 */
export function driverFor(options: Options, hasProvider: boolean): Driver {
  const numbers = checkOptions(options);
  const settings = settingsOf(options, numbers, hasProvider);
  try {
    return new Driver(settings, options.binaryType ?? "blob");
  } catch (problem) {
    const { option, given, least, most, notBelow } = problem as OptionProblem;
    const allowed = notBelow
      ? `not under ${notBelow}, which is ${least}`
      : `from ${least} to ${most}`;
    const written = numbers.get(option);
    throw new OptionError(
      option,
      // What was not written is a default.
      written === undefined ? given : written,
      [...wordsOf(option), `a number ${allowed}`].join(", "),
      "",
      notBelow ? { reason: "below", option: notBelow, least } : undefined,
    );
  }
}

function settingsOf(
  options: Options,
  numbers: ReadonlyMap<string, unknown>,
  hasProvider: boolean,
): SessionSettings {
  const { reconnect, queue, liveness, handshake, profile } = options;
  const hold = numbers.get("queue.hold");
  return {
    ...rulesOf(options),
    reconnect: reconnect !== false,
    queue: queue !== false,
    liveness: Boolean(liveness),
    handshake: Boolean(handshake),
    provider: hasProvider,
    asksOverride: Boolean((Object(reconnect) as ReconnectOptions).when),
    recognisesPongs: Boolean(Object(liveness).isPong),
    investigates: Boolean(options.investigate),
    readsAnnouncements: Boolean(profile?.read),
    seed: seedOf(reconnect),
    overflow: (Object(queue) as QueueOptions).overflow ?? "reject",
    hold: hold === "first-message" ? hold : "open",
    number(option) {
      const given = numbers.get(option);
      if (given === undefined || wordsOf(option).includes(given)) return undefined;
      // What is no number is allowed nowhere, as NaN is not.
      return typeof given === "number" ? given : Number.NaN;
    },
  };
}

function seedOf(reconnect: ClientOptions["reconnect"]): number {
  const { random = Math.random } = Object(reconnect) as ReconnectOptions;
  const seed: unknown = random();
  if (typeof seed === "number" && seed >= 0 && seed < 1) return seed;
  throw new OptionError(
    "reconnect.random",
    seed,
    "a function that gives a number from 0 to under 1",
  );
}

const wordsOf = (option: string): readonly unknown[] => WORDS[option] ?? [];

/** Looks at every option by its path. Returns what was given where a number belongs, for Rust to judge. */
function checkOptions(options: Options): ReadonlyMap<string, unknown> {
  const numbers = new Map<string, unknown>(numberOptions().map((option) => [option, undefined]));
  const visit = (group: object, prefix: string) => {
    for (const key in group) {
      const option = prefix + key;
      const given = (group as Record<string, unknown>)[key];
      // A path to an option is not its name.
      if (key.includes(".")) throw new OptionError(option, given, "a name without a dot");
      if (numbers.has(option)) {
        numbers.set(option, given);
        continue;
      }
      const rule = Object.hasOwn(RULES, option) ? RULES[option] : undefined;
      if (!rule) {
        const meant = nearest(option, [...Object.keys(RULES), ...numbers.keys()]);
        const hint = hintFor(option) ?? (meant ? `; did you mean ${meant}?` : "");
        throw new OptionError(option, given, "", hint);
      }
      if (given === undefined) continue;
      if (rule.isGroup && typeof given === "object") visit(Object(given), `${option}.`);
      if (!allows(rule, given)) throw new OptionError(option, given, rule.allowed);
    }
  };
  visit(options, "");
  const { liveness } = options;
  if (liveness && (liveness as Partial<LivenessOptions>).probe === undefined) {
    throw new OptionError(
      "liveness.probe",
      undefined,
      "a message or a function, since a browser cannot ping: without one a healthy peer that is quiet would count " +
        "as gone. Where a peer that is quiet is gone, say false",
    );
  }
  if (options.profile?.receiveOnly) refuseToSend(options, options.profile);
  return numbers;
}

/** What a client would send by itself, where its profile lets it send nothing. */
function refuseToSend({ liveness, handshake }: Options, { name }: Profile): void {
  const { probe = false } = Object(liveness) as Partial<LivenessOptions>;
  const refuse = (option: string, given: unknown, allowed: string) => {
    const words = `${allowed}: ${sendsNothing(name)}`;
    throw new OptionError(option, given, words, "", { reason: "receive-only", option: "profile" });
  };
  if (probe !== false) refuse("liveness.probe", probe, "false");
  const { greeting } = Object(handshake) as Partial<HandshakeOptions>;
  if (greeting !== undefined) refuse("handshake.greeting", greeting, "undefined");
}
