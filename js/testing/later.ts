/**
 * @internal Calls a function when the code that runs now has returned. No clock that a test has replaced can hold it up:
 * some of them replace `queueMicrotask`, too.
 */
export function later(act: () => unknown): void {
  void Promise.resolve().then(act);
}
