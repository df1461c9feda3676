import type { Client } from "./client-interface.js";

export type { AnyHandler, EventHandler, SendOptions, SendOutcome } from "./client.js";
export { Client } from "./client-interface.js";
export { CloseCode, type CodeFacts, closeCode, type Registration, registry } from "./codes.js";
export type { CloseContext } from "./context.js";
export { type Close, diagnose } from "./diagnose.js";
export { type DiagnosingOptions, DiagnosingWebSocket } from "./diagnosing-websocket.js";
export type { Cause, Diagnosis, Explanation } from "./diagnosis.js";
export {
  BootError,
  CodecError,
  ConnectionError,
  type ConnectionFailure,
  EndedError,
  type OptionConflict,
  OptionError,
  OutboxError,
  ProviderError,
  type ProviderFailure,
  ReceiveOnlyError,
} from "./errors.js";
export type {
  ClientCloseEvent,
  ClientErrorEvent,
  ClientEventMap,
  CloseFacts,
  End,
  EndEvent,
  EndReason,
  InvalidEvent,
  InvestigatedEvent,
  RetryEvent,
  SentEvent,
  State,
  StateEvent,
  StateReason,
  UndeliveredEvent,
} from "./events.js";
export { type InvestigateOptions, type Investigation, investigate } from "./investigate.js";
export type { MessagesOptions } from "./iterate.js";
export type {
  Address,
  Attempt,
  ClientOptions,
  Codec,
  GivenOptions,
  HandshakeOptions,
  JsonCodec,
  LivenessOptions,
  Provider,
  QueueOptions,
  ReconnectOptions,
  Source,
  UnvalidatedOptions,
  ValidatedOptions,
  WebSocketClass,
} from "./options.js";
export type { Payload, Sendable, SentBeside } from "./payload.js";
export type { Announced, Profile, ProfileRule } from "./profiles.js";
export type { Issue, SchemaResult, StandardSchema } from "./schema.js";
export type { Snapshot } from "./snapshot.js";
export type { Stats } from "./stats.js";
export type { ClientStreams } from "./streams.js";
export type { Suspect, SuspectKind } from "./suspect.js";
export type { Signature, SignatureSpan } from "./suspects.js";
export type { Verdict, VerdictLike } from "./verdict.js";

/** The class `Client`. */
export type ClientConstructor = typeof Client;
