// How the lab puts the package's data into words.
import type { CodeFacts, Diagnosis, EndReason, Payload, Verdict } from "closewise";

/** "stop", "retry within 5–30 s, at most 5 in a row", … */
export function verdictWords(verdict: Verdict): string {
  if (verdict.action !== "retry") return verdict.action;
  const limit = verdict.limit ? `, at most ${verdict.limit} in a row` : "";
  switch (verdict.pace) {
    case "now":
      return `retry now${limit}`;
    case "backoff":
      return `retry with backoff${limit}`;
    case "window":
      return `retry in ${seconds(verdict.min)} to ${seconds(verdict.max)}${limit}`;
  }
}

export const causeWords = (cause: Diagnosis["cause"]): string => cause.replaceAll("-", " ");

export const RANGES: Record<CodeFacts["range"], string> = {
  unused: "0–999, not used",
  protocol: "1000–2999, protocol",
  registered: "3000–3999, registered",
  private: "4000–4999, private use",
  undefined: "5000–65535, undefined",
};

export const SENDERS: Record<CodeFacts["sender"], string> = {
  both: "either side",
  client: "the client",
  server: "the server",
  nobody: "nobody",
};

export const SOURCES: Record<Diagnosis["source"], string> = {
  standard: "the standard",
  signature: "what it is typical of",
  profile: "the profile",
  user: "your own rules",
  advice: "the server’s advice",
  announced: "the peer’s announcement",
};

export const ENDS: Record<EndReason, string> = {
  requested: "you asked for it",
  aborted: "it was aborted",
  stopped: "the verdict is to stop",
  "reconnect-off": "reconnect is off",
  "attempts-exhausted": "the limit of tries is reached",
  "time-exhausted": "the time for retries is spent",
  flapping: "too many connections opened only to drop",
};

/** "850 ms", "1.4 s", "2 min 5 s". */
export function seconds(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const tenths = Math.round(milliseconds / 100) / 10;
  if (tenths < 60) return `${tenths} s`;
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The same for what counts down: always with its tenths, so that nothing jumps. */
export const secondsLeft = (milliseconds: number): string =>
  milliseconds < 60_000 ? `${(milliseconds / 1000).toFixed(1)} s` : seconds(milliseconds);

export const bytes = (count: number): string => (count === 1 ? "1 byte" : `${count} bytes`);

/** A message, short enough for a line. */
export function payloadWords(data: unknown): string {
  if (typeof data === "string") {
    const short = data.length > 120 ? `${data.slice(0, 120)}…` : data;
    return `text, ${bytes(new TextEncoder().encode(data).length)}: ${short}`;
  }
  if (data instanceof ArrayBuffer) {
    const head = Array.from(new Uint8Array(data, 0, Math.min(data.byteLength, 24)), hex).join(" ");
    return `binary, ${bytes(data.byteLength)}: ${head}${data.byteLength > 24 ? " …" : ""}`;
  }
  return `binary, ${bytes((data as Exclude<Payload, string | ArrayBuffer>).size)}`;
}

const hex = (byte: number) => byte.toString(16).padStart(2, "0");

/** "InvalidAccessError: …" */
export function errorWords(error: unknown): string {
  return error instanceof Error || error instanceof DOMException
    ? `${error.name}: ${error.message}`
    : String(error);
}

/** Where a reference leads: it is a section of an RFC, or an address. */
export function referenceLink(reference: string): string | undefined {
  const [, rfc, section] = /^RFC (\d+) §([\d.]+)$/.exec(reference) ?? [];
  if (rfc) return `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`;
  return reference.startsWith("https://") ? reference : undefined;
}
