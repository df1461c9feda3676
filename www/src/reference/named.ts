// Names and meanings in the language of the page. The package has them in English; the tables have the rest.
import type { Diagnosis } from "closewise";
import { lookUp } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import type { CodeRange, ProfileRow } from "./tables.js";

export interface Named {
  /** As the package has it. */
  readonly name: string;
  /** What the name means in the language of the page, if that is another one. */
  readonly gloss: string | undefined;
  /** As half a sentence; may be empty. */
  readonly meaning: string;
}

const named = (lang: Lang, key: string, name: string, meaning: string): Named => ({
  name,
  gloss: lookUp(lang, `${key}.name`),
  meaning: lookUp(lang, key) ?? meaning,
});

export const namedCode = (
  lang: Lang,
  { code, name, meaning }: Pick<Diagnosis, "code" | "name" | "meaning">,
): Named => named(lang, `code.${code}`, name, meaning);

export const namedRange = (
  lang: Lang,
  { name: range }: CodeRange,
  { name, meaning }: Pick<Diagnosis, "name" | "meaning">,
): Named => named(lang, `range.${range}`, name, meaning);

export const namedRow = (lang: Lang, profile: string, { key, rule }: ProfileRow): Named =>
  named(lang, `profile.${profile}.${key}`, rule.name, rule.meaning ?? "");

/** In running text: "Abnormal Closure", or the same in both languages. */
export const inText = ({ name, gloss }: Named): string => (gloss ? `${gloss} (${name})` : name);
