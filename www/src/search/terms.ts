// How texts are split into what is searched for; the same where the index is made and where it is asked.
import type MiniSearch from "minisearch";

/** A page as the index keeps it. */
export interface Entry {
  /** Its path, from the root of the language. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly words: string;
}

type IndexOptions = ConstructorParameters<typeof MiniSearch<Entry>>[0];

export const INDEX_OPTIONS: IndexOptions = {
  fields: ["name", "kind", "words"],
  storeFields: ["name", "kind"],
  tokenize: terms,
  searchOptions: {
    boost: { name: 6, kind: 3 },
    prefix: true,
    // A slip in a long word; a number that is one off is another code.
    fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    combineWith: "AND",
  },
};

/**
 * Words between spaces and punctuation. Chinese has none between words: there each two letters in a row are a term, so
 * that a word of any length is found in whatever stands around it.
 */
export function terms(text: string): string[] {
  const words = text.toLowerCase().split(/[^\p{Letter}\p{Number}]+/u);
  return words
    .flatMap((word) => word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [])
    .flatMap(pairs);
}

function pairs(word: string): string[] {
  if (!/\p{Script=Han}/u.test(word)) return [word];
  const letters = [...word];
  return letters.length === 1
    ? letters
    : letters.slice(1).map((letter, index) => letters[index] + letter);
}
