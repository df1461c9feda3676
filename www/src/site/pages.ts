import { benchPage } from "../bench/page.js";
import { claimsPage } from "../claims/page.js";
import { LANGS, type Lang } from "../i18n/lang.js";
import { labPage } from "../lab/page.js";
import { meaningPage } from "../meaning/page.js";
import { referencePages } from "../reference/pages.js";
import type { Page } from "./page.js";

/** Every page of the site, in every language. */
export const pages = (): Page[] => LANGS.flatMap(pagesIn);

const pagesIn = (lang: Lang): Page[] => [
  labPage(lang),
  benchPage(lang),
  meaningPage(lang),
  ...referencePages(lang),
  claimsPage(lang),
];
