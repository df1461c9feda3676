import { OptionError, refuseOthers } from "./errors.js";
import { allows, BOOLEAN, FUNCTION, OBJECT, PROFILE } from "./option-rules.js";
import type { ClientOptions } from "./options.js";
import { parseVerdict } from "./parse-verdict.js";
import type { Profile } from "./profiles.js";
import { type KnownSignature, signaturesOf } from "./signatures.js";
import type { Verdict } from "./verdict.js";

/** @internal What the classifier goes by beside the standard, as Rust reads it. */
export interface ClassifierRules {
  readonly codes: readonly CodeRule[];
  readonly profile: ProfileRules | undefined;
  /** The same list for the same option. */
  readonly signatures: readonly KnownSignature[] | undefined;
  readonly readsAdvice: boolean;
}

/** @internal */
export interface ProfileRules {
  readonly name: string;
  readonly source: string;
  readonly rules: readonly CodeRule[];
  readonly receiveOnly: boolean;
}

/** @internal What a code, or a range of codes, means. */
export interface CodeRule {
  readonly first: number;
  readonly last: number;
  readonly verdict: Verdict;
  readonly name?: string | undefined;
  readonly meaning?: string | undefined;
  readonly reference?: string | undefined;
}

/** @internal Throws an `OptionError` if a code, a verdict, a profile or a signature is none. */
export function rulesOf({
  codes = {},
  profile,
  suspects,
  advice = false,
}: Pick<ClientOptions, "codes" | "profile" | "suspects" | "advice">): ClassifierRules {
  if (!allows(OBJECT, codes)) throw new OptionError("codes", codes, OBJECT.allowed);
  return {
    codes: Object.entries(codes).map(([range, given]) => {
      const option = `codes.${range}`;
      return { ...parseRange(option, range, given), verdict: parseVerdict(option, given) };
    }),
    profile: profile === undefined ? undefined : profileRules(profile),
    signatures: signaturesOf(suspects),
    readsAdvice: Boolean(advice),
  };
}

function profileRules(profile: Profile): ProfileRules {
  if (!allows(PROFILE, profile)) throw new OptionError("profile", profile, PROFILE.allowed);
  refuseOthers(profile, MEMBERS, "profile.");
  const { name = "", source = "", codes, read, receiveOnly = false } = profile;
  if (read !== undefined && !allows(FUNCTION, read)) {
    throw new OptionError("profile.read", read, FUNCTION.allowed);
  }
  if (!allows(BOOLEAN, receiveOnly)) {
    throw new OptionError("profile.receiveOnly", receiveOnly, BOOLEAN.allowed);
  }
  const rules = Object.entries(codes).map(([range, given]) => {
    const option = `profile.codes.${range}`;
    const { first, last } = parseRange(option, range, given);
    const verdict = parseVerdict(option, given);
    for (const text of ["name", "meaning", "reference"] as const) {
      const isMissing = text !== "name" && given[text] === undefined;
      if (!isMissing && typeof given[text] !== "string") {
        throw new OptionError(`${option}.${text}`, given[text], "a string");
      }
    }
    refuseOthers(given, RULE_MEMBERS, `${option}.`);
    const { name, meaning, reference } = given;
    return { first, last, verdict, name, meaning, reference };
  });
  return { name: `${name}`, source: `${source}`, rules, receiveOnly };
}

const MEMBERS: readonly (keyof Profile)[] = ["name", "source", "codes", "read", "receiveOnly"];

const RULE_MEMBERS = ["action", "pace", "min", "max", "limit", "name", "meaning", "reference"];

/** The codes that a key of a table stands for. */
function parseRange(
  option: string,
  range: string,
  given: unknown,
): Pick<CodeRule, "first" | "last"> {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  if (Number(first) <= Number(last) && Number(last) < 65_536) {
    return { first: Number(first), last: Number(last) };
  }
  throw new OptionError(option, given, "a code, or a range such as 4100-4199");
}
