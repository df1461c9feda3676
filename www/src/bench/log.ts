// What happened, in order: so many entries that a day fits in, and so few that a page can hold them.
import type { Mark } from "../card/mark.js";

export const KINDS = [
  "state",
  "open",
  "close",
  "error",
  "retry",
  "end",
  "received",
  "sent",
  "queued",
  "undelivered",
  "invalid",
  "investigated",
  "file",
  "note",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Entry {
  /** Counts up from 1, whatever was dropped. */
  readonly id: number;
  /** As `Date.now()` counts. */
  readonly at: number;
  readonly kind: Kind;
  /** One line of what it was, in the language of the page. */
  text: string;
  readonly mark?: Mark | undefined;
  /** The same for programs. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is shown of the log. */
export interface Filter {
  /** Lower case; empty for all. */
  readonly words: string;
  readonly kinds: ReadonlySet<Kind>;
}

export const LIMIT = 100_000;

/** The oldest tenth goes at once, so that a flood does not move everything for each entry. */
const EXCESS = LIMIT / 10;

export class EventLog {
  #entries: Entry[] = [];
  #shown: Entry[] = [];
  #filter: Filter = { words: "", kinds: new Set(KINDS) };
  #count = 0;
  #counts = new Map<Kind, number>();

  /** All entries that are kept, the oldest first. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Those that the filter lets through. */
  get shown(): readonly Entry[] {
    return this.#shown;
  }

  get filter(): Filter {
    return this.#filter;
  }

  set filter(filter: Filter) {
    this.#filter = filter;
    this.#shown = this.#entries.filter((entry) => passes(entry, filter));
  }

  /** How many old entries were dropped. */
  get dropped(): number {
    return this.#count - this.#entries.length;
  }

  /** How many entries of a kind there are. */
  count(kind: Kind): number {
    return this.#counts.get(kind) ?? 0;
  }

  add(entry: Omit<Entry, "id" | "at">): Entry {
    this.#count += 1;
    const kept: Entry = { id: this.#count, at: Date.now(), ...entry };
    this.#entries.push(kept);
    this.#counts.set(kept.kind, this.count(kept.kind) + 1);
    if (passes(kept, this.#filter)) this.#shown.push(kept);
    if (this.#entries.length >= LIMIT + EXCESS) this.#dropOldest();
    return kept;
  }

  clear(): void {
    this.#entries = [];
    this.#shown = [];
    this.#count = 0;
    this.#counts.clear();
  }

  #dropOldest(): void {
    for (const { kind } of this.#entries.splice(0, EXCESS)) {
      this.#counts.set(kind, this.count(kind) - 1);
    }
    const oldest = this.#entries[0]?.id ?? 0;
    const kept = this.#shown.findIndex(({ id }) => id >= oldest);
    this.#shown.splice(0, kept < 0 ? this.#shown.length : kept);
  }
}

const passes = ({ kind, text }: Entry, { kinds, words }: Filter): boolean =>
  kinds.has(kind) && (words === "" || kind.includes(words) || text.toLowerCase().includes(words));

/** The entries as JSON, times as ISO 8601. */
export const logJson = (entries: readonly Entry[]): string =>
  `[\n${entries.map(entryJson).join(",\n")}\n]\n`;

export const entryJson = ({ at, kind, text, data }: Entry): string =>
  JSON.stringify({ at: new Date(at).toISOString(), kind, text, ...data });
