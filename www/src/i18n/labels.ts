import en from "../../content/en.json" with { type: "json" };
import zh from "../../content/zh.json" with { type: "json" };
import type { Lang } from "./lang.js";

const TABLES: Record<Lang, Readonly<Record<string, string>>> = { en, zh };

/** The text under a key of the tables in www/content; undefined if there is none. */
export const lookUp = (lang: Lang, key: string): string | undefined => TABLES[lang][key];

/** The label under a key, such as `kind.idle-timeout`, which every table has. */
export const label = (lang: Lang, key: string): string => lookUp(lang, key) ?? key;
