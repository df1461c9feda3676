import type { Lang } from "../i18n/lang.js";
import type { Page } from "../site/page.js";
import { codePage } from "./code-page.js";
import { codesIndex } from "./codes-index.js";
import { profileCodePage, profilePage } from "./profile-page.js";
import { rangePage } from "./range-page.js";
import { signaturePage } from "./signature-page.js";
import { signaturesIndex } from "./signatures-index.js";
import { profiles, ranges, registrations, rowsOf, signatures } from "./tables.js";

/** A page for each row of the package's tables, so that none can be missing. */
export const referencePages = (lang: Lang): Page[] => [
  codesIndex(lang),
  ...registrations().map((registration) => codePage(lang, registration)),
  ...ranges().map((range) => rangePage(lang, range)),
  ...profiles().flatMap((profile) => [
    profilePage(lang, profile),
    ...rowsOf(profile).map((row) => profileCodePage(lang, profile, row)),
  ]),
  signaturesIndex(lang),
  ...signatures.map((signature) => signaturePage(lang, signature)),
];
