// Which part of the time line is shown. Times are in ms, as `Date.now()` counts.

export interface Range {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const LEAST = 500;
const LEAST_AT_FIRST = 12_000;

/** Of what is shown, this much is after the present: there a wait can be seen to its end. */
const AHEAD = 0.12;

/** A window that follows the present until it is paused, zoomed by dragging or moved. */
export class TimeWindow {
  #span = MINUTE;
  /** Undefined while it follows. */
  #fixed: Range | undefined;

  get isPaused(): boolean {
    return this.#fixed !== undefined;
  }

  /** A session that has only begun fills the window with what there is of it. */
  range(now: number, start = 0): Range {
    if (this.#fixed) return this.#fixed;
    const soFar = Math.max(LEAST_AT_FIRST, (now - start) / (1 - AHEAD));
    const span = Math.min(this.#span, soFar);
    return { from: now - span * (1 - AHEAD), to: now + span * AHEAD };
  }

  /** Ends at the present, so that nothing that comes later changes what is shown. */
  pause(now: number, start: number | undefined): void {
    const { from, to } = this.range(now, start);
    this.#fixed = { from: from - (to - now), to: now };
  }

  follow(): void {
    this.#fixed = undefined;
  }

  show({ from, to }: Range): void {
    this.#fixed = { from, to: Math.max(to, from + LEAST) };
  }

  /** Under 1 comes nearer. A window that follows goes on with that. */
  zoom(factor: number, now: number, start: number | undefined): void {
    if (!this.#fixed) {
      const { from, to } = this.range(now, start);
      this.#span = Math.max(LEAST, Math.min((to - from) * factor, 24 * 60 * MINUTE));
      return;
    }
    const { from, to } = this.#fixed;
    const middle = (from + to) / 2;
    const half = Math.max((to - from) * factor, LEAST) / 2;
    this.#fixed = { from: middle - half, to: middle + half };
  }

  /** By a part of what is shown; back in time if it is negative. */
  move(part: number, now: number, start: number | undefined): void {
    const { from, to } = this.range(now, start);
    const by = (to - from) * part;
    this.#fixed = { from: from + by, to: to + by };
  }
}
