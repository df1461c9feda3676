// What is said of arguments that cannot be understood.

/** Its message is for a person, and tells what to write instead. */
export class UsageError extends Error {}

/** `; did you mean …?` where a name is near to one that there is, else nothing. */
export function suggestion(given, names) {
  const [best] = names
    .map((name) => ({ name, distance: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best.distance <= Math.max(2, best.name.length / 3) ? `; did you mean ${best.name}?` : "";
}

/** How many letters have to be put in, left out or exchanged (Levenshtein). */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const letter of one) {
    const next = [row[0] + 1];
    for (let place = 1; place <= other.length; place++) {
      const exchanged = row[place - 1] + (letter === other[place - 1] ? 0 : 1);
      next.push(Math.min(row[place] + 1, next[place - 1] + 1, exchanged));
    }
    row = next;
  }
  return row[other.length];
}
