import { EndedError } from "./errors.js";
import type { End, UndeliveredEvent } from "./events.js";

/** @internal The promises `opened`, `drained` and `ended` of a client. */
export class Milestones {
  readonly #opened = new Milestone<void>();
  readonly #drained = new Milestone<void>();
  readonly #ended = new Milestone<End>();
  #end: End | undefined;
  /** Whether a message that was accepted never left the outbox. */
  #hasLost = false;
  /** What the last connection that closed may have kept to itself, in bytes. */
  #inDoubt = 0;

  opened(isOpen: boolean): Promise<void> {
    if (this.#end) return Promise.reject(new EndedError(this.#end));
    return isOpen ? Promise.resolve() : this.#opened.next();
  }

  drained(isDrained: boolean): Promise<void> {
    if (!this.#end) return isDrained ? Promise.resolve() : this.#drained.next();
    return this.#isLeftBehind ? Promise.reject(new EndedError(this.#end)) : Promise.resolve();
  }

  ended(): Promise<End> {
    return this.#end ? Promise.resolve(this.#end) : this.#ended.next();
  }

  settleOpened(): void {
    this.#opened.resolve();
  }

  settleDrained(): void {
    this.#drained.resolve();
  }

  settleEnded(end: End): void {
    this.#end = end;
    this.#ended.resolve(end);
    this.#opened.reject(() => new EndedError(end));
    if (this.#isLeftBehind) this.#drained.reject(() => new EndedError(end));
    else this.#drained.resolve();
  }

  noteUndelivered(reason: UndeliveredEvent["reason"]): void {
    this.#hasLost ||= reason === "ended";
  }

  noteClose(inDoubt: number): void {
    this.#inDoubt = inDoubt;
  }

  get #isLeftBehind(): boolean {
    return this.#hasLost || this.#inDoubt > 0;
  }
}

/**
 * What may come again and again, and each time settles the promises that were made before. They are made when they
 * are asked for: one that nobody holds would be an unhandled rejection.
 */
class Milestone<Value> {
  #waiting: { resolve(value: Value): void; reject(error: unknown): void }[] = [];

  next(): Promise<Value> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  resolve(value: Value): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(value);
  }

  reject(makeError: () => Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(makeError());
  }
}
