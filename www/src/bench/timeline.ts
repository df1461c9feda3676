// The session over time: its states, and samples of what it does. Times are in ms, as `Date.now()` counts.
import type { State, Stats } from "closewise";
import type { Mark } from "../card/mark.js";

export interface Span {
  readonly state: State;
  /** A wait for fresh credentials is marked as such. */
  mark: Mark | undefined;
  readonly from: number;
  /** Undefined while it lasts. */
  to?: number;
  /** When the next attempt is due, of a wait. */
  due?: number | undefined;
}

export interface Sample {
  readonly at: number;
  readonly state: State;
  /** In ms; null where none was measured. */
  readonly roundTrip: number | null;
  /** Messages a second, over the last second. */
  readonly received: number;
  readonly sent: number;
  readonly queued: number;
  /** Bytes that wait, in the outbox and in the socket. */
  readonly unsent: number;
}

/** Some 80 minutes of samples. */
const MOST_SAMPLES = 20_000;
const MOST_SPANS = 5_000;

/** What rates are taken over. */
const SECOND = 1000;

export class Timeline {
  readonly spans: Span[] = [];
  readonly samples: Sample[] = [];
  /** The counts of the last second and a little more, for the rates. */
  #counts: { at: number; received: number; sent: number }[] = [];

  get start(): number | undefined {
    return this.spans[0]?.from ?? this.samples[0]?.at;
  }

  get end(): number | undefined {
    return this.samples.at(-1)?.at;
  }

  enter(state: State, mark: Mark | undefined, at: number, due?: number): void {
    const last = this.spans.at(-1);
    if (last) last.to = at;
    this.spans.push({ state, mark, from: at, due });
    if (this.spans.length > MOST_SPANS) this.spans.splice(0, MOST_SPANS / 10);
  }

  /** More is known of the present state than when it was entered. */
  amend(known: Partial<Pick<Span, "mark" | "due">>): void {
    const last = this.spans.at(-1);
    if (last) Object.assign(last, known);
  }

  sample(at: number, state: State, stats: Stats, unsent: number, isProbed: boolean): void {
    const { messagesReceived: received, messagesSent: sent, queuedMessages, roundTrip } = stats;
    this.#counts.push({ at, received, sent });
    // The last one that is a second old stays: rates are counted from it.
    while ((this.#counts[1]?.at ?? at) <= at - SECOND) this.#counts.shift();
    const first = this.#counts[0];
    const span = first ? Math.max(at - first.at, SECOND) / 1000 : 1;
    this.samples.push({
      at,
      state,
      roundTrip: isProbed && state === "open" && !Number.isNaN(roundTrip) ? roundTrip : null,
      received: (received - (first?.received ?? 0)) / span,
      sent: (sent - (first?.sent ?? 0)) / span,
      queued: queuedMessages,
      unsent,
    });
    if (this.samples.length > MOST_SAMPLES) this.samples.splice(0, MOST_SAMPLES / 10);
  }

  /** Counters begin anew with another client. */
  restart(): void {
    this.#counts = [];
  }

  clear(): void {
    this.spans.length = 0;
    this.samples.length = 0;
    this.restart();
  }
}

/** The samples as CSV (RFC 4180), a row each. */
export function timelineCsv({ samples, start = 0 }: Timeline): string {
  const head =
    "time,elapsed_ms,state,round_trip_ms,received_per_s,sent_per_s,queued_messages,unsent_bytes";
  const rows = samples.map((sample) =>
    [
      new Date(sample.at).toISOString(),
      sample.at - start,
      sample.state,
      sample.roundTrip === null ? "" : rounded(sample.roundTrip),
      rounded(sample.received),
      rounded(sample.sent),
      sample.queued,
      sample.unsent,
    ].join(","),
  );
  return `${[head, ...rows].join("\r\n")}\r\n`;
}

const rounded = (number: number): number => Math.round(number * 100) / 100;
