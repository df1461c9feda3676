import type { Driver, Listener } from "../build/glue/closewise.js";
import type { Diagnosis } from "./diagnosis.js";
import { closeEvent, dispatch, fire } from "./dispatch.js";
import {
  ConnectionError,
  type ConnectionFailure,
  OptionError,
  ProviderError,
  type ProviderFailure,
} from "./errors.js";
import type { CloseFacts, End, State, StateReason, UndeliveredEvent } from "./events.js";
import type { Inbox } from "./inbox.js";
import { withoutCredentials } from "./inspect.js";
import { type Investigation, investigate } from "./investigate.js";
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
import type { Profile } from "./profiles.js";
import type { AddressProvider } from "./provider.js";
import { callGuarded, report } from "./report.js";
import type { SnapshotStore } from "./snapshot.js";
import { webSocketUrl } from "./url.js";
import type { Verdict, VerdictLike } from "./verdict.js";

/** @internal What a message means to the application handshake. */
export interface HandshakeAnswer {
  /** Why it is refused; undefined where it has passed. */
  readonly refused: Verdict | undefined;
}

/** @internal What a message announces of the close that follows. */
export interface Announcement {
  /** Undefined takes back what was announced before. */
  readonly verdict: Verdict | undefined;
  /** Normalised. */
  readonly url: string | undefined;
  readonly moveNow: boolean;
}

/** @internal What comes back with a message when it is told what became of it. */
export interface SendContext {
  /** As it was given, before the codec. */
  readonly message: unknown;
  readonly tag: unknown;
}

/** What a listener works for. */
interface Parts {
  readonly driver: Driver;
  readonly target: EventTarget;
  readonly snapshots: SnapshotStore;
  /** Is called when the session is over. */
  readonly release: () => void;
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
  /** That of the connection that ended last, if one has. */
  diagnosis: Diagnosis | undefined;

  readonly #driver: Driver;
  readonly #target: EventTarget;
  readonly #snapshots: SnapshotStore;
  readonly #release: () => void;
  readonly #inbox: Inbox;
  readonly #milestones: Milestones;
  readonly #provider: AddressProvider | undefined;
  readonly #when: ReconnectOptions["when"];
  readonly #handshake: Partial<HandshakeOptions>;
  readonly #liveness: LivenessOptions;
  readonly #profile: Profile | undefined;
  /** The generation whose handshake is under way, or was the last. */
  #handshaking = 0;
  /** What a function of that handshake threw, which is the cause of its failure. */
  #handshakeError: unknown;
  /** What the socket said when it failed, or the handshake, until the close is told. */
  #detail: string | undefined;
  /** That of the attempt that ended last. */
  #lastDetail: string | undefined;
  /** That of the plain request under way, or the last one. */
  #investigation: AbortController | undefined;

  constructor({ driver, target, snapshots, release, inbox, milestones, provider, options }: Parts) {
    this.#driver = driver;
    this.#target = target;
    this.#snapshots = snapshots;
    this.#release = release;
    this.#inbox = inbox;
    this.#milestones = milestones;
    this.#provider = provider;
    this.#when = (Object(options.reconnect) as ReconnectOptions).when;
    this.#handshake = Object(options.handshake);
    this.#liveness = Object(options.liveness);
    this.#profile = options.profile;
  }

  state(from: State, to: State, reason: StateReason): void {
    fire(this.#target, "state", { from, to, reason });
    // The close is told next, or the provider's failure has been and the retry is: only then is the snapshot whole.
    if (reason !== "closed") this.#snapshots.notify();
  }

  opened(): void {
    this.#lastDetail = undefined;
    this.#milestones.settleOpened();
    fire(this.#target, "open");
  }

  message(event: MessageEvent): void {
    callGuarded(() => this.#inbox.take(event));
  }

  error(failure: ConnectionFailure, said: unknown): void {
    const cause = failure === "handshake-refused" ? this.#handshakeError : said;
    this.#detail = (Object(cause) as Error).message;
    const options = cause === undefined ? undefined : { cause };
    fire(this.#target, "error", { error: new ConnectionError(failure, options) });
  }

  closed(close: CloseFacts): void {
    this.#milestones.noteClose(close.inDoubt);
    this.#lastDetail = this.#detail;
    this.#detail = undefined;
    this.diagnosis = detailed(close.diagnosis, this.#lastDetail);
    dispatch(this.#target, closeEvent(close));
    this.#snapshots.notify();
  }

  providerFailed(failure: ProviderFailure, cause: unknown): void {
    this.#lastDetail = undefined;
    // What did not settle in time has thrown nothing.
    const options = failure === "timed-out" || cause === undefined ? undefined : { cause };
    fire(this.#target, "error", { error: new ProviderError(failure, options) });
  }

  retry(attempt: number, delay: number): void {
    fire(this.#target, "retry", { attempt, delay, at: Date.now() + delay });
    this.#snapshots.notify();
  }

  sent(data: unknown, context: SendContext | undefined): void {
    fire(this.#target, "sent", { message: data, tag: undefined, ...context });
    this.#snapshots.notify();
  }

  undelivered(
    data: unknown,
    context: SendContext | undefined,
    reason: UndeliveredEvent["reason"],
  ): void {
    this.#milestones.noteUndelivered(reason);
    fire(this.#target, "undelivered", { message: data, tag: undefined, ...context, data, reason });
    this.#snapshots.notify();
  }

  drained(): void {
    this.#milestones.settleDrained();
    fire(this.#target, "drain");
  }

  ended(end: End, isOver: boolean): void {
    this.#investigation?.abort();
    detailed(end.diagnosis, this.#lastDetail);
    this.#milestones.settleEnded(end, isOver);
    if (isOver) this.#release();
    fire(this.#target, "end", end);
    this.#snapshots.notify();
  }

  report(error: unknown): void {
    report(error);
  }

  provide(generation: number, attempt: Attempt): void {
    detailed(attempt.diagnosis, this.#lastDetail);
    this.#provider?.ask(generation, attempt);
  }

  greet(generation: number, attempt: Attempt): void {
    this.#handshaking = generation;
    this.#handshakeError = undefined;
    detailed(attempt.diagnosis, this.#lastDetail);
    const send = (data: Sendable | undefined) => {
      this.#driver.greeted(generation, data === undefined ? data : toSendable(data));
    };
    const fail = (error: unknown) => {
      if (generation !== this.#handshaking) return;
      this.#handshakeError = error;
      this.#driver.greetingFailed(generation);
    };
    try {
      const { greeting } = this.#handshake;
      const made = typeof greeting === "function" ? greeting(attempt) : greeting;
      // What is there already goes out now, before any message that comes.
      if ("then" in Object(made)) void Promise.resolve(made).then(send).catch(fail);
      else send(made as Sendable | undefined);
    } catch (error) {
      fail(error);
    }
  }

  probe(): Sendable | undefined {
    const { probe } = this.#liveness;
    return callGuarded(() => {
      const data = typeof probe === "function" ? probe() : probe;
      return data === undefined || data === false ? undefined : toSendable(data);
    });
  }

  check({ data }: MessageEvent): HandshakeAnswer | undefined {
    const { check } = this.#handshake;
    try {
      const answer = check?.(data as Payload);
      if (answer === "accept") return { refused: undefined };
      const refused = verdictOf("handshake.check", answer);
      return refused ? { refused } : undefined;
    } catch (error) {
      // A check that throws will never accept: the attempt is over, and the next one may fare better.
      this.#handshakeError = error;
      return { refused: parseVerdict("handshake.check", "retry") };
    }
  }

  isPong({ data }: MessageEvent): boolean {
    const { isPong } = this.#liveness;
    return Boolean(callGuarded(() => isPong?.(data as Payload)));
  }

  read({ data }: MessageEvent): Announcement | undefined {
    return callGuarded(() => {
      const announced = this.#profile?.read?.(data as Payload);
      if (!announced) return undefined;
      if (typeof announced !== "object") {
        throw new OptionError("profile.read", announced, "an object with a verdict");
      }
      const { verdict, url, moveNow } = announced;
      return {
        verdict: verdictOf("profile.read", verdict),
        // The verdict counts also where the address is none.
        url: url ? callGuarded(() => webSocketUrl(`${url}`)) : undefined,
        moveNow: Boolean(moveNow),
      };
    });
  }

  overrideVerdict(diagnosis: Diagnosis, close: CloseFacts | undefined): Verdict | undefined {
    const when = this.#when;
    detailed(diagnosis, this.#detail);
    if (close) detailed(close.diagnosis, this.#detail);
    return callGuarded(() => verdictOf("reconnect.when", when?.(diagnosis, close)));
  }

  sizeOf({ data }: MessageEvent): number {
    return sizeOf(data);
  }

  investigate(url: string, diagnosis: Diagnosis): void {
    this.#investigation?.abort();
    this.#investigation = new AbortController();
    const { signal } = this.#investigation;
    const told = { url: withoutCredentials(url), diagnosis: detailed(diagnosis, this.#detail) };
    const tell = (found: Investigation) => {
      if (!signal.aborted) fire(this.#target, "investigated", { ...told, ...found });
    };
    // It fails only by being aborted.
    void investigate(url, { signal }).then(tell, () => {});
  }
}

/** What is false, such as the result of `isBad && "stop"`, is no verdict. */
const verdictOf = (option: string, given: VerdictLike | undefined): Verdict | undefined =>
  given ? parseVerdict(option, given) : undefined;

/** Adds what was said of the failure, of which Rust keeps nothing. */
function detailed<Given extends Diagnosis | undefined>(
  diagnosis: Given,
  detail: string | undefined,
): Given {
  return diagnosis && detail ? Object.assign(diagnosis, { detail }) : diagnosis;
}
