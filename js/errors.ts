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

  /** @internal `allowed` says what the value may be; without it, the option is unknown. */
  constructor(option: string, given: unknown, allowed?: string, meant?: string) {
    super(
      allowed
        ? `${option} is ${show(given)}; allowed is ${allowed}`
        : `${option} is no option${meant ? `; did you mean ${meant}?` : ""}`,
    );
    this.option = option;
  }
}

/** The outbox did not take a message: there is no connection to send it on, and no room to keep it. */
export class OutboxError extends Error {
  override name = "OutboxError";
  /** `"full"`: there is no room now. `"too-big"`: the message alone is larger than the outbox. */
  declare readonly reason: "full" | "too-big";

  /** @internal */
  constructor(reason: "full" | "too-big") {
    super(`the outbox did not take the message: ${reason}`);
    this.reason = reason;
  }
}

/** An attempt failed before there was a socket. It is the `error` of an `error` event. */
export class ProviderError extends Error {
  override name = "ProviderError";
  /** `"threw"`; `"timed-out"`: it did not settle within `providerTimeout`; `"invalid"`: it gave no URL. */
  declare readonly reason: ProviderFailure;

  /** @internal */
  constructor(reason: ProviderFailure, options: ErrorOptions | undefined) {
    super(`no address to connect to: ${reason}`, options);
    this.reason = reason;
  }
}

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
export function refuseOthers(options: object | undefined, known: readonly string[]): void {
  for (const name in options) {
    if (!known.includes(name)) throw new OptionError(name, undefined);
  }
}

/** A value in a message. Only what is short and cannot hold a secret is shown. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return Object(value) === value ? `of type ${typeof value}` : String(value);
}
