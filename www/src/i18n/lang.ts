/** The languages of the site. English is at the root, every other under a folder of its name. */
export type Lang = "en" | "zh";

export const LANGS: readonly Lang[] = ["en", "zh"];

/** What `lang` and `hreflang` say. */
export const TAGS: Record<Lang, string> = { en: "en", zh: "zh-Hans" };

/** What each language calls itself. */
export const NAMES: Record<Lang, string> = { en: "English", zh: "中文" };

/** The language of the page that this runs in. */
export const pageLang = (): Lang => (document.documentElement.lang.startsWith("zh") ? "zh" : "en");
