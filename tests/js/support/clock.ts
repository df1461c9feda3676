// Time that the test turns, in the place of the page's.
import { closeAll } from "./both.js";

const MS_PER_HOUR = 3_600_000;

interface Timer {
  /** As the clock of the timers counts. */
  readonly due: number;
  readonly ring: () => void;
}

/** A clock that runs in each test of a suite, at whose end its clients are closed. */
export function clockForEach(): FakeClock {
  const clock = new FakeClock();
  beforeEach(() => {
    clock.start();
  });
  afterEach(() => {
    closeAll();
    clock.restore();
  });
  return clock;
}

/**
 * The page's clock and timers, from `start()` until `restore()`. As in many browsers, timers stand still while the
 * machine sleeps, and the clock does not.
 */
export class FakeClock {
  readonly #originals = { now: Date.now, setTimeout, clearTimeout };
  #asleep = 0;
  #awake = 0;
  readonly #timers = new Map<unknown, Timer>();

  start(): this {
    this.#asleep = 0;
    this.#awake = 0;
    this.#timers.clear();
    const start = Date.now();
    Date.now = () => start + this.#awake + this.#asleep;
    const set = (ring: () => void, delay = 0) => {
      // No number: once the page has its own timers again, it would name one of those.
      const id = {};
      this.#timers.set(id, { due: this.#awake + delay, ring });
      return id;
    };
    globalThis.setTimeout = set as unknown as typeof setTimeout;
    globalThis.clearTimeout = (id) => {
      // A client of an earlier test may still have one of the page's own.
      if (!this.#timers.delete(id)) this.#originals.clearTimeout.call(globalThis, id);
    };
    return this;
  }

  restore(): void {
    const { now, ...timers } = this.#originals;
    Date.now = now;
    Object.assign(globalThis, timers);
  }

  /** Lets time pass, and rings each timer at its moment. */
  pass(span: number): void {
    const end = this.#awake + span;
    for (;;) {
      const [id, timer] = this.#earliest();
      if (!timer || timer.due > end) break;
      this.#timers.delete(id);
      this.#awake = Math.max(this.#awake, timer.due);
      timer.ring();
    }
    this.#awake = end;
  }

  sleep(hours: number): void {
    this.#asleep += hours * MS_PER_HOUR;
  }

  #earliest(): [id: unknown, timer: Timer | undefined] {
    let earliest: [unknown, Timer | undefined] = [undefined, undefined];
    for (const [id, timer] of this.#timers) {
      if (timer.due < (earliest[1]?.due ?? Infinity)) earliest = [id, timer];
    }
    return earliest;
  }
}
