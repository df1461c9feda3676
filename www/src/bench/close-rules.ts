import { closeCode } from "closewise";
import { fill } from "../i18n/fill.js";
import type { Words } from "./words.js";

/** What a Close frame has room for beside the code (RFC 6455 §5.5). */
const ROOM = 123;

/** Codes that stand for a close without one (RFC 6455 §7.4.1). */
const NEVER_SENT: readonly number[] = [1005, 1006, 1015];

export interface CloseArguments {
  readonly code?: number;
  readonly reason?: string;
}

export type CloseFault = { readonly field: "code" | "reason"; readonly words: string };

/** What `close` is to be given, or why a page may not send it. */
export function closeArguments(
  typedCode: string,
  reason: string,
  { close: words }: Words,
): CloseArguments | CloseFault {
  const size = new TextEncoder().encode(reason).length;
  if (size > ROOM) return { field: "reason", words: fill(words.tooLong, { size }) };
  const text = typedCode.trim();
  if (text === "") return reason ? { field: "reason", words: words.reasonAlone } : {};
  const code = Number(text);
  if (!Number.isInteger(code)) return { field: "code", words: words.notWhole };
  if (code < 0 || code > 65_535)
    return { field: "code", words: fill(words.outOfRange, { code: text }) };
  if (code === 1000 || (code >= 3000 && code <= 4999)) return reason ? { code, reason } : { code };
  const { registration } = closeCode(code);
  const phrase = NEVER_SENT.includes(code) ? words.neverSent : words.forbidden;
  const why = registration
    ? fill(phrase, { code, name: registration.name })
    : fill(words.unnamed, { code });
  return { field: "code", words: why };
}
