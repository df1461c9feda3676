// What a screen reader is told: the state that a session has come to rest in, and not each that it passes.
import type { State } from "closewise";

const CALM = 600;

export class Announcer {
  readonly #element: HTMLElement;
  #told: State | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** `words` are asked for when they are told. */
  tell(state: State, words: () => string): void {
    if (state === this.#told) return;
    this.#told = state;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#element.textContent = words();
    }, CALM);
  }
}
