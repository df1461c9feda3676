// Tables, `{ caption, head, rows }` of texts: the first column is left-aligned, the others right-aligned.

export function asMarkdown({ caption, head, rows }) {
  const widths = widthsOf([head, ...rows]);
  const line = (cells) => `| ${cells.map((cell, i) => pad(cell, widths[i], i)).join(" | ")} |`;
  const rule = widths.map((width, i) =>
    i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`,
  );
  return [`${caption}:`, "", line(head), `|${rule.join("|")}|`, ...rows.map(line)].join("\n");
}

export function asText({ caption, head, rows }) {
  const plain = [head, ...rows].map((cells) => cells.map((cell) => cell.replace(/[*`]/g, "")));
  const widths = widthsOf(plain);
  const lines = plain.map(
    (cells) => `  ${cells.map((cell, i) => pad(cell, widths[i], i)).join("  ")}`,
  );
  return [caption, ...lines].join("\n");
}

const widthsOf = (lines) =>
  lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));

const pad = (cell, width, column) => (column === 0 ? cell.padEnd(width) : cell.padStart(width));
