// What the parts of the lab share. Each subscribes, and is told once a turn that something is different.
import { type ChaosState, defaultChaos, isThere, mayAsk } from "./chaos.js";
import { Duel } from "./duel/duel.js";
import { RIVALS, type Rival } from "./duel/rivals.js";
import type { Fault } from "./faults/faults.js";

class Lab {
  chaos: ChaosState = { url: defaultChaos(), presence: mayAsk() ? "asking" : "unasked" };
  rival: Rival = RIVALS[0] as Rival;
  /** The present or the last one. */
  duel: Duel | undefined;
  /** The number of the tour's step that the duel is of, from 0. */
  step: number | undefined;
  /** The steps of the tour that were taken. */
  readonly taken = new Set<number>();

  readonly #listeners = new Set<() => void>();
  #isTelling = false;

  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
    listener();
  }

  press(fault: Fault, step?: number): void {
    this.duel?.stop();
    this.step = step;
    if (step !== undefined) this.taken.add(step);
    this.duel = new Duel(fault, this.rival, this.chaos.url, () => this.changed());
    this.changed();
  }

  /** The same fault again, against another rival. */
  choose(rival: Rival): void {
    this.rival = rival;
    if (this.duel) this.press(this.duel.fault, this.step);
    else this.changed();
  }

  async look(url: string): Promise<void> {
    this.chaos = { url, presence: "asking" };
    this.changed();
    const presence = (await isThere(url)) ? "there" : "absent";
    if (this.chaos.url !== url) return;
    this.chaos = { url, presence };
    this.changed();
  }

  changed(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

export const lab = new Lab();
