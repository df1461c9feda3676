import type { TemplateResult } from "lit";
import type { Lang } from "../i18n/lang.js";
import type { Strings } from "../i18n/strings.js";

/** A page of the site, in one language. */
export interface Page {
  readonly lang: Lang;
  /** Without the folder of the language: `""`, or `"codes/1006/"`. */
  readonly path: string;
  /** Of the document, at most some 60 letters. */
  readonly title: string;
  /** What a search engine shows beneath it, at most some 155 letters. */
  readonly description: string;
  /** The entry of the navigation that it belongs to. */
  readonly section: keyof Strings["site"]["nav"];
  /** What it shows, as a template without handlers: scripts bring those. */
  readonly body: TemplateResult;
  /** Its modules, from the folder www. */
  readonly scripts?: readonly string[];
  /** Its style sheets beside those that every page has, from the folder www. */
  readonly styles?: readonly string[];
  /** What it says of itself to search engines, as schema.org has it. Its addresses begin with that of the site. */
  readonly jsonLd?: (siteUrl: string) => object;
  /** What the search on every page finds it by. Without it, it is not found. */
  readonly found?: Found;
}

/** A page as the search shows it, and what leads to it. */
export interface Found {
  readonly name: string;
  /** What kind of a page it is, in a word or two. */
  readonly kind: string;
  /** Further words that lead to it. */
  readonly words: string;
}

/** Where a page is, from the root of the site. */
export const addressOf = ({ lang, path }: Pick<Page, "lang" | "path">): string =>
  lang === "en" ? path : `${lang}/${path}`;

/** From a page to the root of the site: `"./"`, `"../../"`. */
export const rootFrom = (page: Pick<Page, "lang" | "path">): string =>
  "../".repeat(addressOf(page).split("/").length - 1) || "./";
