// What one client was told and when, and what it was in meanwhile. Times are in ms since the duel began.
import type { Mark } from "../../card/mark.js";

/** `unknown`: the client is at something, and says nothing of it. */
export type SpanKind =
  | "connecting"
  | "open"
  | "closing"
  | "waiting"
  | "paused"
  | "ended"
  | "unknown";

export interface Span {
  readonly kind: SpanKind;
  readonly from: number;
  /** Undefined while it lasts. */
  readonly to?: number;
  /** When it will be over, where that was told. */
  readonly until?: number;
  /** What a wait is for, where it is more than time. */
  readonly mark?: Mark;
}

/** What a client can be told, or what it answers to a `send`. The words for each are in `strings(lang).lab.told`. */
export type ToldKind =
  | "open"
  | "message"
  | "error"
  | "close"
  | "retry"
  | "fresh"
  | "end"
  | "sent"
  | "queued"
  | "lost"
  | "threw"
  | "delivered";

export interface Told {
  readonly at: number;
  readonly kind: ToldKind;
  /** What its words are filled in with. */
  readonly values: Readonly<Record<string, string | number>>;
  /** How many of the same came in a row. */
  readonly count: number;
  /** What it comes to, where that was told, too. */
  readonly mark?: Mark;
}

export interface Track {
  readonly spans: readonly Span[];
  readonly told: readonly Told[];
}

export class Recorder implements Track {
  readonly spans: Span[] = [];
  readonly told: Told[] = [];
  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(now: () => number, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
  }

  /** What the client is at from now on; `left` is how long that will take, where it is known. */
  enter(kind: SpanKind, left?: number): void {
    if (this.spans.at(-1)?.kind === kind) return;
    const now = this.#now();
    this.#finish(now);
    this.spans.push({
      kind,
      from: now,
      ...(left === undefined ? {} : { until: now + left }),
    });
    this.#changed();
  }

  /** What the present wait is for. */
  mark(mark: Mark): void {
    const last = this.spans.at(-1);
    if (last?.kind === "waiting") this.spans[this.spans.length - 1] = { ...last, mark };
  }

  /** Messages that come in a row are one entry. */
  tell(kind: ToldKind, values: Told["values"] = {}, mark?: Mark): void {
    const last = this.told.at(-1);
    if (kind === "message" && last?.kind === kind) {
      this.told[this.told.length - 1] = { ...last, values, count: last.count + 1 };
    } else {
      this.told.push({ at: this.#now(), kind, values, count: 1, ...(mark ? { mark } : {}) });
    }
    this.#changed();
  }

  /** Nothing is recorded of what comes after. */
  stop(): void {
    this.#finish(this.#now());
    this.#changed();
  }

  #finish(now: number): void {
    const last = this.spans.at(-1);
    if (last && last.to === undefined) this.spans[this.spans.length - 1] = { ...last, to: now };
  }
}

/** How often a client was told this. */
export const timesTold = ({ told }: Track, kind: ToldKind): number =>
  told.reduce((sum, entry) => sum + (entry.kind === kind ? entry.count : 0), 0);
