// The package's own unions are those that wasm-bindgen generates from Rust's enums: neither side has a word more.
import type {
  Cause,
  CodeFacts,
  ConnectionFailure,
  Diagnosis,
  EndReason,
  ProviderFailure,
  QueueOptions,
  SendOutcome,
  SignatureSpan,
  State,
  StateReason,
  Stats,
  SuspectKind,
  UndeliveredEvent,
  Verdict,
} from "closewise";
import type * as glue from "../../build/glue/closewise.js";
import { same } from "./support/same.js";

same<State, glue.State>(true);
same<keyof Stats["timeIn"], glue.State>(true);
same<StateReason, glue.StateReason>(true);
same<EndReason, glue.EndReason>(true);
same<UndeliveredEvent["reason"], glue.UndeliveredReason>(true);
same<ProviderFailure, glue.ProviderFailure>(true);
same<ConnectionFailure, glue.Failure>(true);
same<Cause, glue.Cause>(true);
same<Diagnosis["source"], glue.VerdictSource>(true);
same<Diagnosis["advice"], glue.AdviceNote>(true);
same<SuspectKind, glue.SuspectKind>(true);
same<SignatureSpan["measure"], glue.Measure>(true);
same<Verdict["action"], glue.Action>(true);
same<Extract<Verdict, { action: "retry" }>["pace"], glue.Pace>(true);
same<NonNullable<QueueOptions["overflow"]>, glue.Overflow>(true);
same<Exclude<NonNullable<QueueOptions["hold"]>, number>, glue.Hold>(true);
same<CodeFacts["range"], glue.CodeRange>(true);
same<CodeFacts["sender"], glue.Sender>(true);

// `send` throws the outcomes that are refusals, and tells the others: two of them by one word.
same<
  Exclude<glue.SendOutcome, "full" | "too-big" | "not-open" | "receive-only">,
  Exclude<SendOutcome, "discarded"> | "dropped" | "ended"
>(true);

// @ts-expect-error so is a difference found
same<State, glue.State | "lost">(true);
