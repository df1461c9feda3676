// Bytes as a text of printable ASCII, for a string in a JavaScript file: js/bytes.ts reads it. Escaped by JavaScript's
// own rules, a byte costs up to four characters and the string 8% more brotli than the bytes; here it costs one or
// two, and 5%. Base64 costs 30%.

/** The digits: what is printable and needs no escape, from # to ~ without the backslash. */
const DIGITS = Array.from({ length: 126 - 34 }, (_, i) => String.fromCharCode(35 + i))
  .join("")
  .replace("\\", "");

/** Values below this are one digit; the others are two, of which the first is one of the digits left. */
const SINGLE = DIGITS.length - 2;

/** Each byte is combined with the key (xor): one is the best for the bytes that there are most of. */
export function encode(bytes, key) {
  let text = "";
  for (const byte of bytes) {
    const value = byte ^ key;
    const rest = value - SINGLE;
    if (rest < 0) text += DIGITS[value];
    else text += DIGITS[SINGLE + Math.floor(rest / DIGITS.length)] + DIGITS[rest % DIGITS.length];
  }
  return text;
}
