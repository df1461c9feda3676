import { Client as ClientClass } from "./client.js";
import type { Payload, Sendable } from "./payload.js";
import { asWebInterface } from "./web-interface.js";

export type { AnyHandler, EventHandler, SendOptions, SendOutcome } from "./client.js";
export { CloseCode, type CodeFacts, closeCode, type Registration, registry } from "./codes.js";
export { type Close, type CloseContext, diagnose } from "./diagnose.js";
export type { Cause, Diagnosis } from "./diagnosis.js";
export {
  BootError,
  EndedError,
  OptionError,
  OutboxError,
  ProviderError,
  type ProviderFailure,
} from "./errors.js";
export type {
  ClientCloseEvent,
  ClientErrorEvent,
  ClientEventMap,
  End,
  EndEvent,
  EndReason,
  InvalidEvent,
  RetryEvent,
  State,
  StateEvent,
  StateReason,
  UndeliveredEvent,
} from "./events.js";
export type { MessagesOptions } from "./iterate.js";
export type {
  Address,
  Attempt,
  ClientOptions,
  Codec,
  HandshakeOptions,
  JsonCodec,
  LivenessOptions,
  Provider,
  QueueOptions,
  ReconnectOptions,
  Source,
  WebSocketClass,
} from "./options.js";
export type { Payload, Sendable } from "./payload.js";
export type { Profile, ProfileRule } from "./profiles.js";
export type { Issue, SchemaResult, StandardSchema } from "./schema.js";
export type { Stats } from "./stats.js";
export type { ClientStreams } from "./streams.js";
export type { Verdict, VerdictLike } from "./verdict.js";

/**
 * The class of every client.
 *
 * @class
 */
export const Client = /* @__PURE__ */ asWebInterface(ClientClass);

/** A client: see its class. */
export type Client<In = Payload, Out = Sendable> = ClientClass<In, Out>;

/** The class `Client`. */
export type ClientConstructor = typeof Client;
