/** The most of these moments that lie in any span of `ms`. */
export function mostWithin(ms, moments) {
  const sorted = [...moments].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [last, moment] of sorted.entries()) {
    while (moment - sorted[first] >= ms) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
