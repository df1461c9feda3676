/**
 * @internal The name that was probably meant: the likest one, as a path and by its last part. None if there is
 * none that is at least half alike.
 */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const score = (name: string) => likeness(given, name) + likeness(last(given), last(name));
  const best = names.reduce((best, name) => (score(name) > score(best) ? name : best));
  return score(best) >= 1 ? best : undefined;
}

const last = (path: string) => path.slice(path.lastIndexOf(".") + 1);

/** From 0 to 1: how many of the pairs of letters in one name are in the other. */
function likeness(a: string, b: string): number {
  const [mine, theirs] = [pairs(a), pairs(b)];
  const shared = mine.filter((pair) => theirs.includes(pair));
  return shared.length / Math.max(mine.length, theirs.length);
}

/** The last letter is paired with nothing, so that the end counts too. */
const pairs = (name: string) =>
  [...name.toLowerCase()].map((letter, place, all) => letter + all[place + 1]);
