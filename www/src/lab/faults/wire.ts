// What was on the wire of a connection, by the chaos server's record.
import { fill } from "../../i18n/fill.js";
import type { Lang } from "../../i18n/lang.js";
import { time } from "../../i18n/numbers.js";
import { strings } from "../../i18n/strings.js";
import type { Connection } from "../chaos.js";
import type { Fault } from "./faults.js";

export interface Wire {
  readonly what:
    | "frame"
    | "refused"
    | "reset"
    | "resetEarly"
    | "fin"
    | "handshake"
    | "violation"
    | "silent"
    | "nothing";
  /** How long after the attempt, in ms. */
  readonly after: number;
  /** That of the Close frame; `null` where it had none. */
  readonly code?: number | null;
  readonly reason?: string;
  /** Of the HTTP answer. */
  readonly status?: number;
}

/** Undefined as long as the connection lasts and nothing is wrong with it. */
export function wireOf(connection: Connection, fault: Fault): Wire | undefined {
  const { at, sent, closeSent, close, opened } = connection;
  const since = (moment: number) => Math.max(0, moment - at);
  if (fault.silent === "from-the-start") return { what: "silent", after: 0 };
  if (fault.silent === "after-its-answers") {
    const last = sent.at(-1);
    return last && { what: "silent", after: since(last.at) };
  }
  if (fault.breaks) return { what: fault.breaks, after: since(sent.at(-1)?.at ?? at) };
  if (closeSent) {
    const { code, reason } = closeSent;
    return { what: "frame", after: since(closeSent.at), code, reason };
  }
  if (!close) return undefined;
  const after = since(close.at);
  if (close.status !== undefined) return { what: "refused", after, status: close.status };
  if (close.how === "server-reset") return { what: opened ? "reset" : "resetEarly", after };
  if (close.how === "eof") return { what: "fin", after };
  return undefined;
}

/** In a few words. */
export function wireWords(wire: Wire, lang: Lang): string {
  const words = strings(lang).lab.report;
  const values = { time: time(wire.after, lang), code: wire.code ?? "", reason: wire.reason ?? "" };
  if (wire.what !== "frame")
    return fill(words[wire.what], { ...values, status: wire.status ?? "" });
  if (wire.code === null) return fill(words.frameEmpty, values);
  return fill(wire.reason ? words.frameReason : words.frame, values);
}

/** In a word or two, for a mark. */
export function wireMark({ what, code, status }: Wire): string | undefined {
  switch (what) {
    case "frame":
      return code === null ? "Close" : `Close ${code}`;
    case "refused":
      return `HTTP ${status}`;
    case "reset":
    case "resetEarly":
      return "RST";
    case "fin":
      return "FIN";
    case "silent":
      return "…";
    default:
      return undefined;
  }
}
