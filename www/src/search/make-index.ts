import MiniSearch from "minisearch";
import type { Lang } from "../i18n/lang.js";
import type { Page } from "../site/page.js";
import { type Entry, INDEX_OPTIONS } from "./terms.js";

/** The index of the pages in a language, as the file that the search loads. */
export function searchIndex(pages: readonly Page[], lang: Lang): string {
  const index = new MiniSearch<Entry>(INDEX_OPTIONS);
  for (const page of pages) {
    if (page.lang === lang && page.found) index.add({ id: page.path, ...page.found });
  }
  return JSON.stringify(index);
}

/** Where the file is, from the root of the site. */
export const indexPath = (lang: Lang): string => `search/${lang}.json`;
