import { checkCode } from "./codes.js";
import { setCodes } from "./configure.js";
import { refuseOthers } from "./errors.js";
import { texts } from "./lines.js";
import type { ClientOptions } from "./options.js";
import type { Profile } from "./profiles.js";
import { toVerdict, type Verdict } from "./verdict.js";
import * as wasm from "./wasm.js";
import { words } from "./words.js";

/** Why a connection ended, what to do now, and who says so. */
export interface Diagnosis {
  /** The close code, as reported; 1006 if the session declared the close. */
  readonly code: number;
  /** The code's name: the profile's, IANA's, or that of its range. */
  readonly name: string;
  /** What really happened. */
  readonly cause: Cause;
  /** What to do now. */
  readonly verdict: Verdict;
  /** Who decided the verdict. */
  readonly source: "standard" | "profile" | "user" | "advice";
  /** What became of the server's advice, if it was to be read and there was some. */
  readonly advice: "none" | "taken" | "ignored" | "malformed";
  /** What happened, what it may mean and what it is worth, in words. It repeats nothing that the peer sent. */
  readonly sentence: string;
  /** What backs it: a section of an RFC, or an address. */
  readonly reference: string;
}

/** What really happened. */
export type Cause =
  /** This side asked for the close, and it was done. */
  | "requested"
  /** The peer sent a Close frame. */
  | "closed-by-peer"
  /** The connection failed before it opened; the browser hides why. */
  | "never-opened"
  /** The connection did not open in time, and was given up. */
  | "connect-timeout"
  /** The connection was open and went away with no Close frame. */
  | "dropped"
  /** Liveness failed: the peer had been silent for too long. */
  | "silent"
  /** The machine was offline. */
  | "offline"
  /** This side asked for the close, and the peer did not answer in time. */
  | "close-timeout"
  /** The page was frozen or the machine asleep, and the connection did not survive it. */
  | "suspended"
  /** The session was aborted by its signal. */
  | "aborted";

/** A close, as a `CloseEvent` reports it. */
export interface Close {
  readonly code: number;
  readonly reason?: string;
  readonly wasClean?: boolean;
}

/** What was known of the connection when it closed. What is left out counts as `false` or 0. */
export interface CloseContext {
  /** Whether the connection had opened. */
  readonly opened?: boolean;
  /** How long it had been open, in ms. */
  readonly uptime?: number;
  /** Who started the close. Default: `"peer"`. */
  readonly initiator?: "peer" | "client";
  /** Whether the machine was offline. */
  readonly offline?: boolean;
  /** Whether liveness had failed. */
  readonly silent?: boolean;
  /** Whether the page was frozen or the machine asleep meanwhile. */
  readonly suspended?: boolean;
  /** Whether the session was aborted. */
  readonly aborted?: boolean;
  /** The timeout by which the close was declared. */
  readonly timeout?: "connect" | "close";
}

/**
 * Says why a connection ended and what to do now, without a client.
 *
 * ```js
 * socket.onclose = (event) => console.log(diagnose(event, { opened: true }).sentence);
 * ```
 *
 * @throws OptionError if the code is none, or an option has a value that it may not have.
 */
export function diagnose(
  { code, reason = "", wasClean = false }: Close,
  context: CloseContext = {},
  options: Pick<ClientOptions, "codes" | "profile" | "advice"> = {},
): Diagnosis {
  wasm.boot();
  checkCode(code);
  refuseOthers(context, "opened uptime initiator offline silent suspended aborted timeout");
  refuseOthers(options, "codes profile advice");
  const { initiator, timeout } = context;
  // The first that holds tells the cause. The sixth is whether the peer sent a Close frame, as the code says.
  const signs = [
    context.aborted,
    timeout === "close",
    initiator === "client",
    timeout === "connect",
    context.silent,
    false,
    context.suspended,
    context.offline,
    !context.opened,
  ].reduce((bits, sign, place) => bits | (sign ? 1 << place : 0), 0);
  const id = wasm.create();
  try {
    setCodes(id, options);
    const close = packed(code, options.advice ? reason : "", wasClean);
    wasm.diagnose(id, close, signs, context.uptime ?? 0);
    return lastDiagnosis(id, options.profile) as Diagnosis;
  } finally {
    wasm.forget(id);
  }
}

/**
 * @internal A close in bits: 0–15 its code, 16 `wasClean`, from 17 on the server's advice in the reason. How
 * long to wait is in the first cell.
 */
export const packed = (code: number, reason: string, wasClean: boolean): number =>
  code | (+wasClean << 16) | (adviceIn(reason) << 17);

/** In bits: 0 malformed, 1 well formed, 2 not to reconnect, 3 to reconnect, 4 after a time. */
function adviceIn(reason: string): number {
  if (!/^[ \t\n\r]*{/.test(reason)) return 0;
  try {
    const { reconnect, retryAfter } = JSON.parse(reason);
    const timed = typeof retryAfter === "number";
    if (timed) wasm.cells()[0] = retryAfter;
    return 2 | (+(reconnect === false) << 2) | (+(reconnect === true) << 3) | (+timed << 4);
  } catch {
    return 1;
  }
}

/** @internal What a session's last output was diagnosed as; `undefined` if nothing has closed yet. */
export function lastDiagnosis(id: number, profile?: Profile): Diagnosis | undefined {
  const count = wasm.explain(id);
  if (!count) return undefined;
  // After those of the standard's rows come those of the profile's.
  const lines = texts().concat(
    Object.values(profile?.codes ?? []).flatMap(
      ({ name, meaning = "", reference = profile?.source as string }) => [name, meaning, reference],
    ),
  );
  const say = (place: number) => (place < 0 ? -1 - place : lines[place]);
  const [name, reference, ...sentence] = Array.from(wasm.cells().subarray(8, 10 + count), say);
  return {
    code: wasm.cell(0),
    name,
    cause: CAUSES[wasm.cell(1)],
    verdict: toVerdict(wasm.cell(4), wasm.cell(5), wasm.cell(6), wasm.cell(7)),
    source: SOURCES[wasm.cell(2)],
    advice: NOTES[wasm.cell(3)],
    // What has no meaning has no colon.
    sentence: sentence.join("").replace(": .", "."),
    reference,
  } as Diagnosis;
}

const SOURCES = /* @__PURE__ */ words("standard profile user advice");
const NOTES = /* @__PURE__ */ words("none taken ignored malformed");
const CAUSES: readonly Cause[] = /* @__PURE__ */ words(
  "requested closed-by-peer never-opened connect-timeout dropped silent offline close-timeout suspended aborted",
);
