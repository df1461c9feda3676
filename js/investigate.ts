import { investigate as wasmInvestigate } from "../build/glue/closewise.js";
import { boot } from "./boot.js";
import { OptionError, refuseOthers } from "./errors.js";
import { allows, OBJECT, SIGNAL } from "./option-rules.js";
import type { AbortSignal, URL } from "./platform.js";
import type { Suspect } from "./suspect.js";
import { webSocketUrl } from "./url.js";

/** What a plain request to the address of a connection that never opened says of it. */
export interface Investigation {
  /** Whether somebody answered; undefined where the page may not ask, or not learn that, which says nothing. */
  readonly answered: boolean | undefined;
  /** The status of the answer, where the page may see it: CORS has to allow that, or the origin is the same. */
  readonly status: number | undefined;
  /** What is suspected of having kept the connection from opening, the best first. */
  readonly suspects: readonly Suspect[];
}

/** How to investigate. */
export interface InvestigateOptions {
  /** Gives it up when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** How long an answer may take, in ms. Default: 10 000. */
  readonly timeout?: number | undefined;
}

/**
 * Finds out why a connection to an address does not open, which browsers hide: one plain request to the same address, over
 * HTTP, tells whether anybody answers, and with what status, where the page may see it. A second one, which needs no
 * permission, is made where CORS hides the first answer.
 *
 * ```js
 * const { answered, status, suspects } = await investigate("wss://example.com/feed");
 * ```
 *
 * No cookies are sent, nor a user or password of the URL; its query is, as it is with a handshake.
 *
 * @throws DOMException `SyntaxError` if the URL is not valid; the reason of `signal` if that is aborted.
 * @throws OptionError if the options are no object, or one is unknown or has a value that it may not have.
 */
export async function investigate(
  url: string | URL,
  options: InvestigateOptions = {},
): Promise<Investigation> {
  boot();
  if (!allows(OBJECT, options)) throw new OptionError("options", options, OBJECT.allowed);
  refuseOthers(options, ["signal", "timeout"]);
  const { signal, timeout = 10_000 } = options;
  if (!(Number.isFinite(timeout) && timeout >= 1 && timeout <= LONGEST)) {
    throw new OptionError("timeout", timeout, `a number from 1 to ${LONGEST}`);
  }
  if (signal !== undefined && !allows(SIGNAL, signal)) {
    throw new OptionError("signal", signal, SIGNAL.allowed);
  }
  signal?.throwIfAborted();
  const found = await wasmInvestigate(webSocketUrl(`${url}`), timeout, signal);
  signal?.throwIfAborted();
  return found;
}

/** The longest span that a timer can count, in ms. */
const LONGEST = 2 ** 31 - 1;
