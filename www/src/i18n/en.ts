import { labEn } from "./lab.en.js";

/** The words of the site in English. A name in braces is filled in. */
export const en = {
  site: {
    name: "closewise",
    tagline: "Why a WebSocket connection ended, and what to do now.",
    skip: "Skip to the content",
    language: "Language",
    nav: {
      lab: "Lab",
      bench: "Bench",
      meaning: "What does my close mean?",
      codes: "Close codes",
      signatures: "Signatures",
      claims: "Common claims",
    },
    search: "Search codes and words",
    noResults: "Nothing has these words. Try a code, a server or a word of the reason.",
    footer:
      "MIT or Apache-2.0. Nothing on this page leaves it: no analytics, nothing from elsewhere.",
  },
  card: {
    cause: "cause",
    decidedBy: "decided by",
    reference: "reference",
    suspects: "Suspects, the most typical first",
    source: "source",
  },
  verdict: {
    retryNow: "retry now",
    retryBackoff: "retry with backoff",
    retryWindow: "retry in {from} to {to} s",
  },
  lab: labEn,
} as const;
