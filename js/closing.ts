import { sizeOf } from "./payload.js";

/** @internal The arguments of `close()` as Web IDL converts them and as the standard validates them. */
export function closeArguments(
  code?: unknown,
  reason: unknown = "",
): [code: number | undefined, reason: string] {
  const number = code === undefined ? undefined : rounded(+(code as number));
  const text = `${reason}`;
  if (number !== undefined && number !== 1000 && !(number >= 3000 && number <= 4999)) {
    throw new DOMException(
      `the close code ${number} is not 1000 nor from 3000 to 4999`,
      "InvalidAccessError",
    );
  }
  if (sizeOf(text) > 123) {
    throw new DOMException("the close reason is longer than 123 bytes", "SyntaxError");
  }
  return [number, text];
}

/**
 * As `[Clamp]` rounds, where a half goes to the even neighbour: so does the addition, whose result has no room
 * for a fraction. What would be clamped is no close code anyway.
 */
const rounded = (number: number) => number + 2 ** 52 - 2 ** 52;
