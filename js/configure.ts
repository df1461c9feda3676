import { Driver, numberOptions, OptionProblem, Settings } from "../build/glue/closewise.js";
import { OptionError } from "./errors.js";
import { nearest } from "./nearest.js";
import { allows, OBJECT, PROFILE, RULES } from "./option-rules.js";
import type { ClientOptions, ReconnectOptions, WebSocketClass } from "./options.js";
import { parseVerdict } from "./parse-verdict.js";
import type { Profile } from "./profiles.js";
import { toWasm } from "./verdict.js";

// biome-ignore lint/suspicious/noExplicitAny: the types of messages mean nothing here
type Options = ClientOptions<any, any>;

/**
 * @internal A driver that goes by the options; throws an `OptionError` if one is unknown, or has a value that it may
 * not have.
 */
export function driverFor(options: Options, Socket: WebSocketClass, hasProvider: boolean): Driver {
  const settings = settingsOf(options, hasProvider);
  try {
    // It takes the settings over, whether it throws or not.
    return new Driver(settings, Socket, options.binaryType ?? "blob");
  } catch (problem) {
    if (!(problem instanceof OptionProblem)) throw problem;
    const { option, given, allowed } = problem;
    problem.free();
    throw new OptionError(option, given, allowed);
  }
}

function settingsOf(options: Options, hasProvider: boolean): Settings {
  const settings = new Settings();
  try {
    settings.provider = hasProvider;
    switchFeatures(settings, options);
    readAll(settings, options);
    addCodes(settings, options);
    return settings;
  } catch (error) {
    settings.free();
    throw error;
  }
}

/** The parts of the session that are on, and what it has to ask for. */
function switchFeatures(settings: Settings, options: Options): void {
  const { reconnect, queue, liveness, handshake, advice } = options;
  settings.reconnect = reconnect !== false;
  settings.queue = queue !== false;
  settings.liveness = Boolean(liveness);
  settings.handshake = Boolean(handshake);
  settings.readsAdvice = Boolean(advice);
  settings.asksOverride = Boolean((Object(reconnect) as ReconnectOptions).when);
  settings.recognisesPongs = Boolean(Object(liveness).isPong);
}

/** Looks at every option by its path, and leaves the numbers and words in the settings. */
function readAll(settings: Settings, options: Options): void {
  const numbers = numberOptions();
  const visit = (group: object, prefix: string) => {
    for (const key in group) {
      const option = prefix + key;
      const given = (group as Record<string, unknown>)[key];
      // A path to an option is not its name.
      if (key.includes(".")) throw new OptionError(option, given, "a name without a dot");
      if (numbers.includes(option)) {
        if (given !== undefined) setNumber(settings, option, given);
        continue;
      }
      const rule = Object.hasOwn(RULES, option) ? RULES[option] : undefined;
      if (!rule) {
        const meant = nearest(option, [...Object.keys(RULES), ...numbers]);
        throw new OptionError(option, given, "", meant);
      }
      if (given === undefined) continue;
      if (rule.isGroup && typeof given === "object") visit(Object(given), `${option}.`);
      if (!allows(rule, given)) throw new OptionError(option, given, rule.allowed);
      if (option === "queue.overflow") settings.overflow = given as Settings["overflow"];
    }
  };
  visit(options, "");
}

function setNumber(settings: Settings, option: string, given: unknown): void {
  // What is no number is allowed nowhere, as NaN is not; the conversion that WebAssembly makes would take "1" for 1.
  const allowed = settings.set(option, typeof given === "number" ? given : Number.NaN);
  if (allowed !== undefined) throw new OptionError(option, given, allowed);
}

/** @internal What codes mean: the user's own, and those of a profile. */
export function addCodes(
  settings: Settings,
  { codes = {}, profile }: Pick<Options, "codes" | "profile">,
): void {
  if (!allows(OBJECT, codes)) throw new OptionError("codes", codes, OBJECT.allowed);
  for (const [range, given] of Object.entries(codes)) {
    const option = `codes.${range}`;
    const [first, last] = parseRange(option, range, given);
    settings.addCode(first, last, toWasm(parseVerdict(option, given)));
  }
  if (profile !== undefined) addProfile(settings, profile);
}

function addProfile(settings: Settings, profile: Profile): void {
  if (!allows(PROFILE, profile)) throw new OptionError("profile", profile, PROFILE.allowed);
  const { name = "", source = "", codes } = profile;
  settings.setProfile(`${name}`, `${source}`);
  for (const [range, given] of Object.entries(codes)) {
    const option = `profile.codes.${range}`;
    const [first, last] = parseRange(option, range, given);
    const verdict = parseVerdict(option, given);
    for (const text of ["name", "meaning", "reference"] as const) {
      const isMissing = text !== "name" && given[text] === undefined;
      if (!isMissing && typeof given[text] !== "string") {
        throw new OptionError(`${option}.${text}`, given[text], "a string");
      }
    }
    const { name, meaning, reference } = given;
    settings.addProfileRule(first, last, toWasm(verdict), name, meaning, reference);
  }
}

/** The codes that a key of a table stands for. */
function parseRange(option: string, range: string, given: unknown): [first: number, last: number] {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  if (Number(first) <= Number(last) && Number(last) < 65_536) return [Number(first), Number(last)];
  throw new OptionError(option, given, "a code, or a range such as 4100-4199");
}
