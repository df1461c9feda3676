import type { Diagnosis } from "./diagnosis.js";
import type { End, EndReason } from "./events.js";

/** WebAssembly cannot be used here. The message names the remedy. */
export class BootError extends Error {
  override name = "BootError";
}

/** An option that is unknown, or that has a value it may not have. */
export class OptionError extends TypeError {
  override name = "OptionError";
  /** The option's path, such as `"reconnect.maxDelay"`. */
  declare readonly option: string;
  /** Where the value would be allowed but for another option: which one that is, and why. */
  declare readonly conflict: OptionConflict | undefined;

  /** @internal `allowed` says what the value may be; without it, the option is unknown, and `hint` follows. */
  constructor(
    option: string,
    given: unknown,
    allowed?: string,
    hint = "",
    conflict?: OptionConflict,
  ) {
    super(
      allowed
        ? `${option} is ${show(given)}; allowed is ${allowed}`
        : `${option} is no option${hint}`,
    );
    Object.assign(this, { option, conflict });
  }
}

/** Why the value of an option does not go with that of another, which is named by its path. */
export type OptionConflict =
  /** A number is under that of the other option, which is `least`. */
  | { readonly reason: "below"; readonly option: string; readonly least: number }
  /** Something would be sent, and the profile lets the client send nothing. */
  | { readonly reason: "receive-only"; readonly option: "profile" };

/** The outbox did not take a message: there is no connection to send it on, and no room to keep it. */
export class OutboxError extends Error {
  override name = "OutboxError";
  /** `"full"`: there is no room now. `"too-big"`: the message alone is larger than the outbox. */
  declare readonly reason: "full" | "too-big";
  /** The option that sets the limit. */
  declare readonly option: "queue.maxMessages" | "queue.maxBytes";
  /** The limit: how many messages, or bytes, the outbox holds. */
  declare readonly limit: number;
  /** The size of the message, in bytes. */
  declare readonly size: number;
  /** How many messages wait. */
  declare readonly queuedMessages: number;
  /** Their bytes. */
  declare readonly queuedBytes: number;

  /** @internal */
  constructor(reason: "full" | "too-big", size: number, outbox: OutboxFacts) {
    const { maxMessages, maxBytes, queuedMessages, queuedBytes } = outbox;
    const isCount = reason === "full" && queuedMessages >= maxMessages;
    const option = isCount ? "queue.maxMessages" : "queue.maxBytes";
    const limit = isCount ? maxMessages : maxBytes;
    super(
      `the message has ${size} bytes, ${queuedMessages} messages of ${queuedBytes} bytes wait, and ${option} is ${limit}`,
    );
    Object.assign(this, { reason, option, limit, size, queuedMessages, queuedBytes });
  }
}

/** @internal What an outbox holds, and may hold. */
export interface OutboxFacts {
  readonly maxMessages: number;
  readonly maxBytes: number;
  readonly queuedMessages: number;
  readonly queuedBytes: number;
}

/** A message was to be sent, and the profile is of a protocol that lets the client send nothing. */
export class ReceiveOnlyError extends Error {
  override name = "ReceiveOnlyError";
  /** The name of the profile. */
  declare readonly profile: string;

  /** @internal */
  constructor(profile: string) {
    super(sendsNothing(profile));
    this.profile = profile;
  }
}

/** @internal */
export const sendsNothing = (profile: string): string =>
  `the profile ${profile} lets the client send nothing`;

/** A message that JSON cannot write, or one that came and is no text. */
export class CodecError extends TypeError {
  override name = "CodecError";
}

/** An attempt failed before there was a socket. It is the `error` of an `error` event. */
export class ProviderError extends Error {
  override name = "ProviderError";
  /** `"threw"`; `"timed-out"`: it did not settle within `providerTimeout`; `"invalid"`: it gave no URL. */
  declare readonly reason: ProviderFailure;

  /** @internal */
  constructor(reason: ProviderFailure, options: ErrorOptions | undefined) {
    const what = PROVIDER_FAILURES[reason];
    super(options ? `${what}: ${wordsOf(options.cause)}` : what, options);
    this.reason = reason;
  }
}

const PROVIDER_FAILURES: Readonly<Record<ProviderFailure, string>> = {
  threw: "the provider of the URL threw",
  "timed-out": "the provider of the URL did not settle within providerTimeout",
  invalid: "the provider of the URL gave none that can be used",
};

/** A connection, or the attempt at one, failed. It is the `error` of an `error` event. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
  /** What failed. */
  declare readonly reason: ConnectionFailure;

  /** @internal */
  constructor(reason: ConnectionFailure, options: ErrorOptions | undefined) {
    super(FAILURES[reason], options);
    this.reason = reason;
  }
}

/** What failed. */
export type ConnectionFailure =
  /** The socket fired `error`. What it said of it is the `cause`, where it said anything. */
  | "socket"
  /** The connection did not open in time, application handshake included. */
  | "connect-timeout"
  /** The application handshake was refused, or a function of it threw, whose error is the `cause`. */
  | "handshake-refused"
  /** The peer was silent, and did not answer a probe. */
  | "silent"
  /** The machine or the page slept for so long that the connection cannot be trusted. */
  | "suspended"
  /** The network changed while the connection was being made. */
  | "network-changed";

const FAILURES: Readonly<Record<ConnectionFailure, string>> = {
  socket: "the connection failed",
  "connect-timeout": "the connection did not open in time",
  "handshake-refused": "the application handshake was refused",
  silent: "the peer was silent and did not answer a probe",
  suspended: "the machine slept, and the connection cannot be trusted any more",
  "network-changed": "the network changed while the connection was being made",
};

/** How the provider of the URL failed. */
export type ProviderFailure = "threw" | "timed-out" | "invalid";

/** What was awaited cannot come any more: the session is over. */
export class EndedError extends Error {
  override name = "EndedError";
  /** Why the session ended. */
  declare readonly reason: EndReason;
  /** The diagnosis of the last connection, if there was one. */
  declare readonly diagnosis: Diagnosis | undefined;

  /** @internal */
  constructor({ reason, diagnosis }: End) {
    super(`the session has ended: ${reason}`);
    this.reason = reason;
    this.diagnosis = diagnosis;
  }
}

/** @internal Refuses options whose names are not among those known. */
export function refuseOthers(
  options: object | undefined,
  known: readonly string[],
  prefix = "",
): void {
  for (const name in options) {
    if (!known.includes(name)) throw new OptionError(prefix + name, undefined);
  }
}

/** What was thrown, in a message. */
function wordsOf(thrown: unknown): string {
  const { message } = Object(thrown) as Partial<Error>;
  return typeof message === "string" ? message : show(thrown);
}

/** @internal A value in a message. Only what is short and cannot hold a secret is shown. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return Object(value) === value ? `of type ${typeof value}` : String(value);
}
