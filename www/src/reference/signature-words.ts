// A signature in words: when it ends a connection, in the language of the page.
import type { Signature } from "closewise/suspects";
import { fill } from "../i18n/fill.js";
import { lookUp } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { span } from "../i18n/numbers.js";
import { words } from "./words.js";

/** "after 60 s of silence both ways", "saying “please reconnect”". */
export function whenItEnds(signature: Signature, lang: Lang): string {
  const of = words(lang).signatures;
  const { span: time, words: said } = signature;
  if (time) return fill(of.after[time.measure], { span: span(time.millis, lang) });
  return fill(of.saying, { words: said?.[0] ?? "" });
}

/** As the title of its page. */
export function signatureTitle(signature: Signature, lang: Lang): string {
  const of = words(lang).signatures;
  const { name, span: time, words: said } = signature;
  if (!time) return fill(of.wordsTitle, { name, words: said?.[0] ?? "" });
  const title = time.measure === "age" ? of.ageTitle : of.spanTitle;
  return fill(title, { name, span: span(time.millis, lang) });
}

export const signatureSentence = ({ key, sentence }: Signature, lang: Lang): string =>
  lookUp(lang, `signature.${key}.sentence`) ?? sentence;

export const signatureRemedy = ({ key, remedy }: Signature, lang: Lang): string =>
  lookUp(lang, `signature.${key}.remedy`) ?? remedy;
