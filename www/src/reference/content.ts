// What people wrote about a code or a range, beside the facts that the package has.
import en from "../../content/codes.en.json" with { type: "json" };
import zh from "../../content/codes.zh.json" with { type: "json" };
import type { Lang } from "../i18n/lang.js";

/** A page's worth of text about a code. What is in `backticks` is code. */
export interface CodeContent {
  readonly title: string;
  readonly description: string;
  /** What it means and what to do, in a few sentences. */
  readonly answer: string;
  readonly browsers?: {
    readonly chromium: string;
    readonly firefox: string;
    readonly webkit: string;
  };
  readonly causes?: readonly string[];
  readonly check?: readonly string[];
  readonly servers?: readonly {
    readonly server: string;
    readonly code: string;
    readonly note: string;
  }[];
  readonly misreadings?: readonly { readonly claim: string; readonly truth: string }[];
  readonly sources?: readonly { readonly title: string; readonly url: string }[];
}

const TABLES: Record<Lang, Readonly<Record<string, CodeContent>>> = { en, zh };

/** What there is about a code, `"1006"`, or about a range, `"1000-2999"`. */
export const contentOf = (lang: Lang, key: string): CodeContent | undefined => TABLES[lang][key];
