// Which part of the time line is shown. Times are in ms, as `Date.now()` counts.

export interface Range {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const LEAST = 500;

/** What a window that follows shows at the least: while a session goes on, and of one that is over. */
const LEAST_RUNNING = 12_000;
const LEAST_OVER = 1_000;

/** Of what is shown, this much is after the present: there a wait can be seen to its end. */
const AHEAD = 0.12;

/** What there is to see. */
export interface Present {
  /** The present, or the end of what there is. */
  readonly now: number;
  readonly start: number | undefined;
  readonly isRunning: boolean;
}

/** A window that follows the present until it is paused, zoomed by dragging or moved. */
export class TimeWindow {
  #span = MINUTE;
  /** Undefined while it follows. */
  #fixed: Range | undefined;

  get isPaused(): boolean {
    return this.#fixed !== undefined;
  }

  /** A session that has only begun fills the window with what there is of it. */
  range({ now, start = 0, isRunning }: Present): Range {
    if (this.#fixed) return this.#fixed;
    const least = isRunning ? LEAST_RUNNING : LEAST_OVER;
    const soFar = Math.max(least, (now - start) / (1 - AHEAD));
    const span = Math.min(this.#span, soFar);
    return { from: now - span * (1 - AHEAD), to: now + span * AHEAD };
  }

  /** Ends at the present, so that nothing that comes later changes what is shown. */
  pause(present: Present): void {
    const { from, to } = this.range(present);
    const { now } = present;
    this.#fixed = { from: from - (to - now), to: now };
  }

  follow(): void {
    this.#fixed = undefined;
  }

  show({ from, to }: Range): void {
    this.#fixed = { from, to: Math.max(to, from + LEAST) };
  }

  /** Under 1 comes nearer. A window that follows goes on with that. */
  zoom(factor: number, present: Present): void {
    if (!this.#fixed) {
      const { from, to } = this.range(present);
      this.#span = Math.max(LEAST, Math.min((to - from) * factor, 24 * 60 * MINUTE));
      return;
    }
    const { from, to } = this.#fixed;
    const middle = (from + to) / 2;
    const half = Math.max((to - from) * factor, LEAST) / 2;
    this.#fixed = { from: middle - half, to: middle + half };
  }

  /** By a part of what is shown; back in time if it is negative. */
  move(part: number, present: Present): void {
    const { from, to } = this.range(present);
    const by = (to - from) * part;
    this.#fixed = { from: from + by, to: to + by };
  }
}
