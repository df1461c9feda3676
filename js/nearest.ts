/** @internal The name that was probably meant: fewest edits, of the path or of its last part. */
export function nearest(given: string, names: readonly string[]): string {
  const cost = (name: string) => Math.min(edits(given, name), edits(last(given), last(name)) + 0.5);
  return names.reduce((best, name) => (cost(name) < cost(best) ? name : best));
}

const last = (path: string) => path.slice(path.lastIndexOf(".") + 1).toLowerCase();

/** Levenshtein's distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, char] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(
        Math.min(
          (next[j] as number) + 1,
          (row[j + 1] as number) + 1,
          (row[j] as number) + (char === b[j] ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length] as number;
}
