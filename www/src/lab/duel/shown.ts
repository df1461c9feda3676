/** A message, short enough for a line. */
export function shown(data: unknown): string {
  const text = typeof data === "string" ? data : "binary";
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}
