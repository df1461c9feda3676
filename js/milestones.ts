import { EndedError } from "./errors.js";
import type { End, UndeliveredEvent } from "./events.js";

/** @internal The promises `opened`, `drained` and `ended` of a client. */
export class Milestones {
  /** The session that is told of. */
  #told = new SessionMilestones();
  /** The one that a call has opened, or will open, before the end of that one is told. */
  #next: SessionMilestones | undefined;
  #end: End | undefined;

  opened(isOpen: boolean): Promise<void> {
    if (this.#end) return Promise.reject(new EndedError(this.#end));
    return isOpen ? Promise.resolve() : this.#latest.opened.next();
  }

  drained(isDrained: boolean): Promise<void> {
    if (!this.#end) return isDrained ? Promise.resolve() : this.#latest.drained.next();
    return this.#told.isLeftBehind ? Promise.reject(new EndedError(this.#end)) : Promise.resolve();
  }

  ended(): Promise<End> {
    return this.#end ? Promise.resolve(this.#end) : this.#latest.ended.next();
  }

  /** Calls a function when the session ends. Returns what takes that back. */
  onEnd(resolve: (end: End) => void): () => void {
    return this.#latest.ended.add({ resolve, reject() {} });
  }

  settleOpened(): void {
    this.#told.opened.resolve();
  }

  settleDrained(): void {
    this.#told.drained.resolve();
  }

  /** `isOver` unless the client has been opened again by then. */
  settleEnded(end: End, isOver: boolean): void {
    this.#told.settle(end);
    if (isOver) {
      this.#end = end;
      // Whoever opened the client may have closed it before anything was told.
      this.#next?.settle(end);
    } else {
      this.#told = this.#next ?? new SessionMilestones();
    }
    this.#next = undefined;
  }

  /** The client is opened again: what is asked from now on is asked of the session that comes of it. */
  reopen(): void {
    if (this.#end) {
      this.#end = undefined;
      this.#told = new SessionMilestones();
    } else {
      this.#next ??= new SessionMilestones();
    }
  }

  /** How the session ended, if it has. */
  get end(): End | undefined {
    return this.#end;
  }

  noteUndelivered(reason: UndeliveredEvent["reason"]): void {
    this.#told.hasLost ||= reason === "ended";
  }

  noteClose(inDoubt: number): void {
    this.#told.inDoubt = inDoubt;
  }

  get #latest(): SessionMilestones {
    return this.#next ?? this.#told;
  }
}

/** Those of one session. */
class SessionMilestones {
  readonly opened = new Milestone<void>();
  readonly drained = new Milestone<void>();
  readonly ended = new Milestone<End>();
  /** Whether a message that was accepted never left the outbox. */
  hasLost = false;
  /** What the last connection that closed may have kept to itself, in bytes. */
  inDoubt = 0;

  get isLeftBehind(): boolean {
    return this.hasLost || this.inDoubt > 0;
  }

  settle(end: End): void {
    this.ended.resolve(end);
    this.opened.reject(() => new EndedError(end));
    if (this.isLeftBehind) this.drained.reject(() => new EndedError(end));
    else this.drained.resolve();
  }
}

interface Waiting<Value> {
  resolve(value: Value): void;
  reject(error: unknown): void;
}

/**
 * What may come again and again, and each time settles the promises that were made before. They are made when they
 * are asked for: one that nobody holds would be an unhandled rejection.
 */
class Milestone<Value> {
  #waiting = new Set<Waiting<Value>>();

  next(): Promise<Value> {
    return new Promise((resolve, reject) => this.add({ resolve, reject }));
  }

  /** Returns what takes it away again. */
  add(waiting: Waiting<Value>): () => void {
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  }

  resolve(value: Value): void {
    for (const { resolve } of this.#take()) resolve(value);
  }

  reject(makeError: () => Error): void {
    for (const { reject } of this.#take()) reject(makeError());
  }

  #take(): Iterable<Waiting<Value>> {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    return waiting;
  }
}
