export {
  type AnyHandler,
  Client,
  type ClientConstructor,
  type EventHandler,
  type SendOptions,
} from "./client.js";
export { CloseCode, type CodeFacts, closeCode, type Registration, registry } from "./codes.js";
export {
  type Cause,
  type Close,
  type CloseContext,
  type Diagnosis,
  diagnose,
} from "./diagnosis.js";
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
export type { SendOutcome } from "./life.js";
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
