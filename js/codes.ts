import { codes, firstRow, registered } from "../build/facts.js";
import { OptionError } from "./errors.js";
import { texts } from "./lines.js";
import { type FlatVerdict, toVerdict, type Verdict } from "./verdict.js";
import { words } from "./words.js";

/** The close codes of RFC 6455 and of the IANA registry, by name. */
export const CloseCode = {
  NORMAL_CLOSURE: 1000,
  GOING_AWAY: 1001,
  PROTOCOL_ERROR: 1002,
  UNSUPPORTED_DATA: 1003,
  RESERVED: 1004,
  NO_STATUS_RECEIVED: 1005,
  ABNORMAL_CLOSURE: 1006,
  INVALID_PAYLOAD: 1007,
  POLICY_VIOLATION: 1008,
  MESSAGE_TOO_BIG: 1009,
  MANDATORY_EXTENSION: 1010,
  INTERNAL_ERROR: 1011,
  SERVICE_RESTART: 1012,
  TRY_AGAIN_LATER: 1013,
  BAD_GATEWAY: 1014,
  TLS_HANDSHAKE: 1015,
  UNAUTHORIZED: 3000,
  FORBIDDEN: 3003,
  TIMEOUT: 3008,
} as const;

/** A close code that has a name. */
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** What RFC 6455 and IANA say of a code. */
export interface CodeFacts {
  readonly code: number;
  /** The range that it lies in (RFC 6455 §7.4.2). */
  readonly range: "unused" | "protocol" | "registered" | "private" | "undefined";
  /** Whether it is only ever reported locally, as 1005, 1006 and 1015 are. */
  readonly isLocal: boolean;
  /** Whether an endpoint that keeps to the standard may put it into a Close frame. */
  readonly mayBeOnWire: boolean;
  /** Whether a browser's `close()` takes it: 1000 and 3000 to 4999. */
  readonly mayBrowserSend: boolean;
  /** Which endpoint may send it. */
  readonly sender: "both" | "client" | "server" | "nobody";
  /** Its row in the IANA registry, if it has one. */
  readonly registration: Registration | undefined;
}

/** A row of the IANA registry, and what a client should do. */
export interface Registration {
  readonly code: number;
  readonly name: string;
  readonly verdict: Verdict;
  /** What it means, as half a sentence. */
  readonly meaning: string;
  /** Where it is defined. */
  readonly reference: string;
}

/**
 * What RFC 6455 and IANA say of a code, from 0 to 65535.
 *
 * @throws OptionError if it is none.
 */
export function closeCode(code: number): CodeFacts {
  checkCode(code);
  const [, bits] = codes.filter(([first]) => first <= code).at(-1) as [number, number];
  return {
    code,
    range: RANGES[bits & 7] as CodeFacts["range"],
    isLocal: (bits & 8) > 0,
    mayBeOnWire: (bits & 16) > 0,
    mayBrowserSend: (bits & 32) > 0,
    sender: SENDERS[bits >> 6] as CodeFacts["sender"],
    registration: registry().find((row) => row.code === code),
  };
}

/** A close code is a u16. */
const LAST_CODE = 65_535;

/** @internal Refuses what is no close code. */
export function checkCode(code: unknown): void {
  if (!(typeof code === "number" && code === code >>> 0 && code <= LAST_CODE)) {
    throw new OptionError("code", code, `a whole number from 0 to ${LAST_CODE}`);
  }
}

const RANGES = /* @__PURE__ */ words("unused protocol registered private undefined");
const SENDERS = /* @__PURE__ */ words("both client server nobody");

/** The IANA WebSocket Close Code Number Registry, in the order of its codes. */
export function registry(): readonly Registration[] {
  return (registered as readonly Row[]).map(([code, ...verdict], place) => {
    const [name, meaning, reference] = texts().slice(firstRow + place * 3) as [
      string,
      string,
      string,
    ];
    return { code, name, verdict: toVerdict(...verdict), meaning, reference };
  });
}

type Row = [code: number, ...FlatVerdict];
