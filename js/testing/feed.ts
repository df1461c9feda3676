/** @internal What comes one after the other: all of it can be looked at, and each item be awaited once. */
export class Feed<T> implements AsyncIterator<T, undefined> {
  readonly items: T[] = [];
  #handedOut = 0;
  #isOver = false;
  readonly #waiting: ((result: IteratorResult<T, undefined>) => void)[] = [];

  push(item: T): void {
    this.items.push(item);
    const resolve = this.#waiting.shift();
    if (!resolve) return;
    this.#handedOut++;
    resolve({ value: item });
  }

  /** The first item that was not handed out yet, now or when it comes; or that none can come any more. */
  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#handedOut < this.items.length) {
      return Promise.resolve({ value: this.items[this.#handedOut++] as T });
    }
    if (this.#isOver) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Nothing comes any more. */
  end(): void {
    this.#isOver = true;
    for (const resolve of this.#waiting.splice(0)) resolve({ value: undefined, done: true });
  }
}
