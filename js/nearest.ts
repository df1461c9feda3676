/**
 * @internal The name that was probably meant: the likest one, as a path and by its last part. None if there is
 * none that is at least half alike.
 */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const score = (name: string) => likeness(given, name) + likeness(last(given), last(name));
  const best = names.reduce((best, name) => (score(name) > score(best) ? name : best));
  return score(best) >= 1 ? best : undefined;
}

const last = (path: string) => path.split(".").pop() as string;

/** From 0 to 1: how many of the pairs of letters in one name are in the other. */
function likeness(one: string, other: string): number {
  const [mine, theirs] = [one.toLowerCase(), other.toLowerCase()];
  const shared = [...mine].filter((_, place) => theirs.includes(mine.slice(place, place + 2)));
  return shared.length / Math.max(mine.length, theirs.length);
}
