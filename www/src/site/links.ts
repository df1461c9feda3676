import { addressOf, type Page, rootFrom } from "./page.js";

/** A page that links to others. */
export type Place = Pick<Page, "lang" | "path">;

/** From a page to another one in the same language. */
export const linkTo = (from: Place, path: string): string =>
  rootFrom(from) + addressOf({ lang: from.lang, path });
