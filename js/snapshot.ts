import type { Diagnosis } from "./diagnosis.js";
import { OptionError } from "./errors.js";
import type { State } from "./events.js";
import { report } from "./report.js";

/** What a badge shows of a client: the same object until something of it changes. */
export interface Snapshot {
  readonly state: State;
  /** That of the connection that ended last, if one has. */
  readonly diagnosis: Diagnosis | undefined;
  /** When the next attempt is due, as `Date.now()` counts, if one is set. */
  readonly retryAt: number | undefined;
  /** The number of the retry that is awaited or under way; 0 where there is none. */
  readonly attempt: number;
  /** How many messages wait in the outbox. */
  readonly queued: number;
}

/** @internal The snapshot of a client, and those who want to know when there is another one. */
export class SnapshotStore {
  readonly #read: () => Snapshot;
  #current: Snapshot;
  /** The one that the listeners have been told of. */
  #told: Snapshot;
  /** Replaced rather than changed, so that those are told who listened when it changed. */
  #listeners: readonly (() => unknown)[] = [];

  constructor(read: () => Snapshot) {
    this.#read = read;
    this.#current = Object.freeze(read());
    this.#told = this.#current;
  }

  get current(): Snapshot {
    const read = this.#read();
    const isSame = (Object.keys(read) as (keyof Snapshot)[]).every((key) =>
      Object.is(read[key], this.#current[key]),
    );
    if (!isSame) this.#current = Object.freeze(read);
    return this.#current;
  }

  /** Returns what ends it. */
  onChange(listener: () => unknown): () => void {
    if (typeof listener !== "function") throw new OptionError("listener", listener, "a function");
    // One of its own each time: the same function may listen twice.
    const listen = () => listener();
    if (this.#listeners.length === 0) this.#told = this.current;
    this.#listeners = [...this.#listeners, listen];
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listen);
    };
  }

  /** Something may have changed. */
  notify(): void {
    // Nobody listens to most clients, and a message that is queued should cost them nothing.
    if (this.#listeners.length === 0) return;
    const { current } = this;
    if (current === this.#told) return;
    this.#told = current;
    for (const listener of this.#listeners) {
      // Another one may have ended it meanwhile.
      if (!this.#listeners.includes(listener)) continue;
      try {
        listener();
      } catch (error) {
        report(error);
      }
    }
  }
}
