/** The digits are the characters from # to ~, but for the backslash. */
const DIGITS = 91;
const BACKSLASH = 92;

/** Bytes below this are one digit, the others two. */
const SINGLE = DIGITS - 2;

/** @internal The bytes that scripts/build/ascii.mjs made a text of. */
export function decode(text: string, key: number): Uint8Array<ArrayBuffer> {
  const { length } = text;
  const bytes = new Uint8Array(length);
  let at = 0;
  let count = 0;
  const digit = () => {
    const code = text.charCodeAt(at++);
    return code - (code > BACKSLASH ? 36 : 35);
  };
  while (at < length) {
    const value = digit();
    bytes[count++] = (value < SINGLE ? value : SINGLE + (value - SINGLE) * DIGITS + digit()) ^ key;
  }
  return bytes.subarray(0, count);
}
