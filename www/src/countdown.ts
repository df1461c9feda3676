/** Shows `words(milliseconds left)` in `element` until the moment `at` (as `Date.now()` counts) or the abort. */
export function countdown(
  element: HTMLElement,
  at: number,
  words: (left: number) => string,
  signal: AbortSignal,
): void {
  const show = () => {
    const left = Math.max(0, at - Date.now());
    element.textContent = words(left);
    if (left === 0) clearInterval(ticking);
  };
  const ticking = setInterval(show, 100);
  signal.addEventListener("abort", () => clearInterval(ticking));
  show();
}
