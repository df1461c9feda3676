// Tables of weights, as text.
import { weigh } from "./weigh.mjs";

export const number = (value) => value.toLocaleString("en-US");

/** Prints a row `{ name, bytes }` with what the bytes weigh. */
export function printWeights(title, items) {
  const rows = items.map(({ name, bytes }) => {
    const { raw, gzip, brotli } = weigh(bytes);
    return [name, ...[raw, gzip, brotli].map(number)];
  });
  printTable([[title, "raw", "gzip", "brotli"], ...rows]);
}

/** The first column is text, the others are numbers. */
export function printTable(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const [name, ...numbers] of table) {
    const cells = [
      name.padEnd(widths[0]),
      ...numbers.map((text, i) => text.padStart(widths[i + 1])),
    ];
    console.log(cells.join("  "));
  }
  console.log("");
}
