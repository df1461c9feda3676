import { diagnose as wasmDiagnose } from "../build/glue/closewise.js";
import { boot } from "./boot.js";
import { checkCode } from "./codes.js";
import type { Diagnosis } from "./diagnosis.js";
import { OptionError, refuseOthers } from "./errors.js";
import type { ClientOptions } from "./options.js";
import { parseVerdict } from "./parse-verdict.js";
import { rulesOf } from "./rules.js";
import type { Verdict, VerdictLike } from "./verdict.js";

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
  /** The timeout that was over, if the client closed for one. */
  readonly timeout?: "connect" | "close" | undefined;
  /** The verdict that the peer announced in a message before the close. */
  readonly announced?: VerdictLike | undefined;
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
  boot();
  checkCode(code);
  refuseOthers(context, CONTEXT);
  refuseOthers(options, ["codes", "profile", "advice"]);
  const known = readContext(context);
  return wasmDiagnose(code, `${reason}`, Boolean(wasClean), known, rulesOf(options));
}

const CONTEXT: readonly (keyof CloseContext)[] = [
  "opened",
  "uptime",
  "initiator",
  "offline",
  "silent",
  "suspended",
  "aborted",
  "timeout",
  "announced",
];

/** @internal A context as Rust reads it, with every property there. */
export interface KnownContext extends Required<CloseContext> {
  readonly announced: Verdict | undefined;
}

function readContext(given: CloseContext): KnownContext {
  const { initiator = "peer", timeout, uptime = 0, announced } = given;
  if (initiator !== "peer" && initiator !== "client") {
    throw new OptionError("initiator", initiator, "peer, client");
  }
  if (timeout !== undefined && timeout !== "connect" && timeout !== "close") {
    throw new OptionError("timeout", timeout, "connect, close");
  }
  if (!(Number.isFinite(uptime) && uptime >= 0)) {
    throw new OptionError("uptime", uptime, "a number of milliseconds");
  }
  return {
    opened: Boolean(given.opened),
    uptime,
    initiator,
    offline: Boolean(given.offline),
    silent: Boolean(given.silent),
    suspended: Boolean(given.suspended),
    aborted: Boolean(given.aborted),
    timeout,
    announced: announced && parseVerdict("announced", announced),
  };
}
