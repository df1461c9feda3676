import { suspectKinds } from "../build/glue/closewise.js";
import { isCode } from "./codes.js";
import { OptionError, refuseOthers } from "./errors.js";
import { allows, OBJECT, type OptionRule, SIGNATURES } from "./option-rules.js";
import { parseVerdict } from "./parse-verdict.js";
import type { Signature, SignatureSpan } from "./suspects.js";
import type { Verdict } from "./verdict.js";

/** @internal A signature as Rust reads it. */
export interface KnownSignature extends Signature {
  readonly codes: readonly number[];
  readonly words: readonly string[];
  readonly verdict: Verdict | undefined;
}

/** A table has many rows, and the same one is given to many clients. */
const READ = /* @__PURE__ */ new WeakMap<readonly Signature[], readonly KnownSignature[]>();

/**
 * @internal The signatures of an option, the same list for the same array: whatever is done to that array later. Throws
 * an `OptionError` if one is none.
 */
export function signaturesOf(
  given: readonly Signature[] | undefined,
): readonly KnownSignature[] | undefined {
  if (given === undefined) return undefined;
  check("suspects", given, SIGNATURES);
  let signatures = READ.get(given);
  if (!signatures) {
    const kinds: readonly unknown[] = suspectKinds();
    // Array.from looks at holes, too.
    signatures = Array.from(given, (one, place) => read(`suspects[${place}]`, one, kinds));
    READ.set(given, signatures);
  }
  return signatures;
}

function read(option: string, given: Signature, kinds: readonly unknown[]): KnownSignature {
  check(option, given, OBJECT);
  refuseOthers(given, FIELDS, `${option}.`);
  const {
    key,
    kind,
    name,
    codes = [],
    span,
    words = [],
    verdict,
    sentence,
    remedy,
    reference,
  } = given;
  const texts = { key, name, sentence, remedy, reference };
  for (const [text, value] of Object.entries(texts)) check(`${option}.${text}`, value, TEXT);
  check(`${option}.kind`, kind, oneOf(kinds));
  check(`${option}.codes`, codes, CODES);
  check(`${option}.words`, words, PHRASES);
  if (span !== undefined) checkSpan(`${option}.span`, span);
  else if (words.length === 0) throw new OptionError(`${option}.span`, span, SPAN_OR_WORDS);
  return {
    ...texts,
    kind,
    codes: [...codes],
    span: span && { ...span },
    words: [...words],
    verdict: verdict === undefined ? undefined : parseVerdict(`${option}.verdict`, verdict),
  };
}

function checkSpan(option: string, span: SignatureSpan): void {
  check(option, span, OBJECT);
  refuseOthers(span, ["measure", "millis", "from", "to"], `${option}.`);
  const { measure, from, to } = span;
  check(`${option}.measure`, measure, oneOf(MEASURES));
  for (const bound of ["millis", "from", "to"] as const)
    check(`${option}.${bound}`, span[bound], MILLIS);
  if (from > to)
    throw new OptionError(`${option}.from`, from, `a number not over to, which is ${to}`);
}

function check(option: string, given: unknown, rule: OptionRule): void {
  if (!allows(rule, given)) throw new OptionError(option, given, rule.allowed);
}

const FIELDS: readonly (keyof Signature)[] = [
  "key",
  "kind",
  "name",
  "codes",
  "span",
  "words",
  "verdict",
  "sentence",
  "remedy",
  "reference",
];

const SPAN_OR_WORDS = "a span where there are no words: a code alone is typical of nobody";

const MEASURES: readonly unknown[] = [
  "inbound-silence",
  "outbound-silence",
  "silence",
  "age",
] satisfies SignatureSpan["measure"][];

/** A phrase as it is looked for: lower case, single spaces, no punctuation. */
const PHRASE = /^[a-z\d\x80-\uffff]+( [a-z\d\x80-\uffff]+)*$/;

const isPhrase = (given: unknown): boolean => typeof given === "string" && PHRASE.test(given);

const oneOf = (words: readonly unknown[]): OptionRule => ({
  allows: (given) => words.includes(given),
  allowed: words.join(", "),
});

const TEXT: OptionRule = { allows: (given) => typeof given === "string", allowed: "a string" };

const MILLIS: OptionRule = {
  allows: (given) => Number.isFinite(given) && given >= 0,
  allowed: "a number of milliseconds",
};

const CODES: OptionRule = {
  allows: (given) => Array.isArray(given) && given.every(isCode),
  allowed: "an array of codes, each a whole number from 0 to 65535",
};

const PHRASES: OptionRule = {
  allows: (given) => Array.isArray(given) && given.every(isPhrase),
  allowed: "an array of phrases in lower case, with single spaces and without punctuation",
};
