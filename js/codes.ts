import { closeCode as wasmCloseCode, registry as wasmRegistry } from "../build/glue/closewise.js";
import { boot } from "./boot.js";
import { OptionError } from "./errors.js";
import type { Verdict } from "./verdict.js";

/**
 * The close codes of RFC 6455 and of the IANA registry, by name.
 *
 * They are constants of JavaScript, so that an app that needs no more of this package carries no more of it.
 */
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
 * @throws BootError if WebAssembly cannot be used here.
 */
export function closeCode(code: number): CodeFacts {
  checkCode(code);
  boot();
  return wasmCloseCode(code);
}

/**
 * The IANA WebSocket Close Code Number Registry, in the order of its codes.
 *
 * @throws BootError if WebAssembly cannot be used here.
 */
export function registry(): readonly Registration[] {
  boot();
  return wasmRegistry();
}

/** A close code is a u16. */
const LAST_CODE = 65_535;

/** @internal Refuses what is no close code. */
export function checkCode(code: unknown): void {
  if (!isCode(code)) throw new OptionError("code", code, `a whole number from 0 to ${LAST_CODE}`);
}

/** @internal */
export const isCode = (code: unknown): code is number =>
  typeof code === "number" && Number.isInteger(code) && code >= 0 && code <= LAST_CODE;
