import { utf8Length } from "./payload.js";

/**
 * @internal The arguments of `close()` as Web IDL converts them and as the standard validates them. A code
 * of 0 stands for none.
 */
export function closeArguments(code?: unknown, reason?: unknown): [code: number, reason: string] {
  const number = code === undefined ? 0 : clamp(+(code as number));
  const text = reason === undefined ? "" : `${reason}`;
  if (code !== undefined && number !== 1000 && !(number >= 3000 && number <= 4999)) {
    throw new DOMException(
      `a close code may be 1000 or from 3000 to 4999; ${number} is neither`,
      "InvalidAccessError",
    );
  }
  if (utf8Length(text) > 123) {
    throw new DOMException("a close reason may have 123 bytes of UTF-8", "SyntaxError");
  }
  return [number, text];
}

/** `[Clamp] unsigned short`: NaN is 0, and a half goes to the even neighbour. */
function clamp(number: number): number {
  const inside = Math.min(Math.max(number || 0, 0), 65_535);
  const rounded = Math.round(inside);
  return rounded - inside === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
