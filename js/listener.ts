import type { Driver, Listener } from "../build/glue/closewise.js";
import type { Diagnosis } from "./diagnosis.js";
import { closeEvent, dispatch, fire } from "./dispatch.js";
import { ProviderError, type ProviderFailure } from "./errors.js";
import type { CloseFacts, End, State, StateReason, UndeliveredEvent } from "./events.js";
import type { Inbox } from "./inbox.js";
import type { Milestones } from "./milestones.js";
import type {
  Attempt,
  ClientOptions,
  HandshakeOptions,
  LivenessOptions,
  ReconnectOptions,
} from "./options.js";
import { parseVerdict } from "./parse-verdict.js";
import { type Payload, type Sendable, sizeOf, toSendable } from "./payload.js";
import type { AddressProvider } from "./provider.js";
import { callGuarded, report } from "./report.js";
import type { Verdict, VerdictLike } from "./verdict.js";

/** @internal What a message means to the application handshake. */
export interface HandshakeAnswer {
  /** Why it is refused; undefined where it has passed. */
  readonly refused: Verdict | undefined;
}

/** What a listener works for. */
interface Parts {
  readonly driver: Driver;
  readonly target: EventTarget;
  readonly inbox: Inbox;
  readonly milestones: Milestones;
  readonly provider: AddressProvider | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the types of messages mean nothing here
  readonly options: ClientOptions<any, any>;
}

/**
 * @internal Is told by the driver what happens, and asked what only the user knows. Nothing throws here: Rust cannot
 * catch it, so what the user's functions throw is reported.
 */
export class SessionListener implements Listener {
  readonly #driver: Driver;
  readonly #target: EventTarget;
  readonly #inbox: Inbox;
  readonly #milestones: Milestones;
  readonly #provider: AddressProvider | undefined;
  readonly #when: ReconnectOptions["when"];
  readonly #handshake: Partial<HandshakeOptions>;
  readonly #liveness: LivenessOptions;

  constructor({ driver, target, inbox, milestones, provider, options }: Parts) {
    this.#driver = driver;
    this.#target = target;
    this.#inbox = inbox;
    this.#milestones = milestones;
    this.#provider = provider;
    this.#when = (Object(options.reconnect) as ReconnectOptions).when;
    this.#handshake = Object(options.handshake);
    this.#liveness = Object(options.liveness);
  }

  state(from: State, to: State, reason: StateReason): void {
    fire(this.#target, "state", { from, to, reason });
  }

  opened(): void {
    this.#milestones.settleOpened();
    fire(this.#target, "open");
  }

  message(event: MessageEvent): void {
    callGuarded(() => this.#inbox.take(event));
  }

  error(): void {
    fire(this.#target, "error");
  }

  closed(close: CloseFacts): void {
    this.#milestones.noteClose(close.inDoubt);
    dispatch(this.#target, closeEvent(close));
  }

  providerFailed(failure: ProviderFailure, cause: unknown): void {
    // What did not settle in time has thrown nothing.
    const options = failure === "timed-out" || cause === undefined ? undefined : { cause };
    fire(this.#target, "error", { error: new ProviderError(failure, options) });
  }

  retry(attempt: number, delay: number): void {
    fire(this.#target, "retry", { attempt, delay, at: Date.now() + delay });
  }

  undelivered(data: unknown, reason: UndeliveredEvent["reason"]): void {
    this.#milestones.noteUndelivered(reason);
    fire(this.#target, "undelivered", { data, reason });
  }

  drained(): void {
    this.#milestones.settleDrained();
    fire(this.#target, "drain");
  }

  ended(end: End): void {
    this.#milestones.settleEnded(end);
    fire(this.#target, "end", end);
  }

  report(error: unknown): void {
    report(error);
  }

  provide(generation: number, attempt: Attempt): void {
    this.#provider?.ask(generation, attempt);
  }

  greet(generation: number, attempt: Attempt): void {
    const send = (data: Sendable | undefined) => {
      this.#driver.greeted(generation, data === undefined ? data : toSendable(data));
    };
    callGuarded(() => {
      const { greeting } = this.#handshake;
      const made = typeof greeting === "function" ? greeting(attempt) : greeting;
      // What is there already goes out now, before any message that comes.
      if ("then" in Object(made)) void Promise.resolve(made).then(send).catch(report);
      else send(made as Sendable | undefined);
    });
  }

  probe(): Sendable | undefined {
    const { probe } = this.#liveness;
    return callGuarded(() => {
      const data = typeof probe === "function" ? probe() : probe;
      return data === undefined ? undefined : toSendable(data);
    });
  }

  check({ data }: MessageEvent): HandshakeAnswer | undefined {
    const { check } = this.#handshake;
    return callGuarded(() => {
      const answer = check?.(data as Payload);
      if (answer === "accept") return { refused: undefined };
      const refused = verdictOf("handshake.check", answer);
      return refused ? { refused } : undefined;
    });
  }

  isPong({ data }: MessageEvent): boolean {
    const { isPong } = this.#liveness;
    return Boolean(callGuarded(() => isPong?.(data as Payload)));
  }

  overrideVerdict(diagnosis: Diagnosis): Verdict | undefined {
    const when = this.#when;
    return callGuarded(() => verdictOf("reconnect.when", when?.(diagnosis)));
  }

  sizeOf({ data }: MessageEvent): number {
    return sizeOf(data);
  }
}

/** What is false, such as the result of `isBad && "stop"`, is no verdict. */
const verdictOf = (option: string, given: VerdictLike | undefined): Verdict | undefined =>
  given ? parseVerdict(option, given) : undefined;
