import type { Lang } from "../i18n/lang.js";
import { en } from "./words.en.js";
import { zh } from "./words.zh.js";

/** The words of the bench. Every language has the same. */
export type Words = Widened<typeof en>;

type Widened<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Widened<Tree[Key]>;
};

const ALL: Record<Lang, Words> = { en, zh };

export const words = (lang: Lang): Words => ALL[lang];
