// Verdicts as they are typed on the page: `4001=stop, 4100-4199=retry` and `never-opened=stop`.

export const VERDICTS = ["stop", "retry", "retry-now", "reauthenticate"] as const;
export type VerdictWord = (typeof VERDICTS)[number];

/** The causes that a verdict may be given for: those where the session asks. */
export const CAUSES = [
  "closed-by-peer",
  "never-opened",
  "connect-timeout",
  "dropped",
  "silent",
  "offline",
  "suspended",
] as const;
export type CauseWord = (typeof CAUSES)[number];

export interface CodeVerdict {
  readonly first: number;
  readonly last: number;
  readonly verdict: VerdictWord;
}

/** Undefined if it is not of this form. */
export function parseCodes(text: string): CodeVerdict[] | undefined {
  const parts = text.split(",").map((part) => part.trim());
  const rules = parts.filter(Boolean).map(parseCode);
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}

function parseCode(part: string): CodeVerdict | undefined {
  const [, from, to, word] = /^(\d+)(?:\s*-\s*(\d+))?\s*=\s*([a-z-]+)$/.exec(part) ?? [];
  const first = Number(from);
  const last = Number(to ?? from);
  const verdict = VERDICTS.find((one) => one === word);
  return verdict && first <= last && last <= 65_535 ? { first, last, verdict } : undefined;
}

export interface Override {
  readonly cause: CauseWord;
  readonly verdict: VerdictWord;
}

/** Undefined if it is not of this form. */
export function parseOverride(text: string): Override | undefined {
  const [from, to] = text.split("=").map((part) => part.trim());
  const cause = CAUSES.find((one) => one === from);
  const verdict = VERDICTS.find((one) => one === to);
  return cause && verdict ? { cause, verdict } : undefined;
}

/** The verdict in Rust. */
export const rustVerdict = (verdict: VerdictWord): string => RUST[verdict];

const RUST: Record<VerdictWord, string> = {
  stop: "Verdict::Stop",
  retry: "Verdict::BACKOFF",
  "retry-now": "Verdict::NOW",
  reauthenticate: "Verdict::Reauthenticate",
};
