import { benchPage } from "../bench/page.js";
import { LANGS } from "../i18n/lang.js";
import { labPage } from "../lab/page.js";
import type { Page } from "./page.js";

/** Every page of the site, in every language. */
export const pages = (): Page[] => LANGS.flatMap((lang) => [labPage(lang), benchPage(lang)]);
