// Text for a terminal: lines that fit, and colour where it is wanted.

const WIDTH = 80;

/** The lines of a text that fit behind an indent. What has no space is not broken: an address stays whole. */
export function wrap(text, indent = "", indentOfOthers = indent) {
  const [first, ...words] = text.split(" ");
  const lines = [indent + first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length > WIDTH) lines.push(indentOfOthers + word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Rows of cells as lines, each column as wide as its widest cell. */
export function columns(rows, indent = "") {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    (indent + row.map((cell, column) => cell.padEnd(widths[column])).join("  ")).trimEnd(),
  );
}

/** `{ bold, dim }` for a stream: in colour only for a person, who has not asked for none (no-color.org). */
export function paintFor({ isTTY }) {
  const isPlain = !isTTY || process.env.NO_COLOR;
  const sequence = (on, off) => (text) => (isPlain ? text : `\x1b[${on}m${text}\x1b[${off}m`);
  return { bold: sequence(1, 22), dim: sequence(2, 22) };
}
