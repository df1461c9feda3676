import { en } from "./en.js";
import type { Lang } from "./lang.js";
import { zh } from "./zh.js";

/** The words of the site, in a tree of the parts that use them. Every language has the same. */
export type Strings = Widened<typeof en>;

/** The tree with any text in the place of the English one. */
type Widened<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Widened<Tree[Key]>;
};

const ALL: Record<Lang, Strings> = { en, zh };

export const strings = (lang: Lang): Strings => ALL[lang];
