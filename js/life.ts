import { decoderOf, JSON_CODEC } from "./codec.js";
import { configure } from "./configure.js";
import type { Diagnosis } from "./diagnosis.js";
import { At, type CloseFacts, Driver, type Face, Output, Reading, Sent } from "./driver.js";
import {
  EndedError,
  OptionError,
  OutboxError,
  ProviderError,
  type ProviderFailure,
  report,
} from "./errors.js";
import { closeEventOf, END_REASONS, type End, eventOf, STATE_REASONS } from "./events.js";
import { type Deferred, deferred } from "./iterate.js";
import type { Address, ClientOptions, Codec, Provider, WebSocketClass } from "./options.js";
import { sizeOf, snapshot, toSendable } from "./payload.js";
import { STATES, type Stats, statsOf } from "./stats.js";
import { protocolList, webSocketUrl } from "./url.js";
import { type FlatVerdict, flatten, type VerdictLike } from "./verdict.js";
import { boot } from "./wasm.js";
import { Tell } from "./watch.js";

// biome-ignore lint/suspicious/noExplicitAny: the types of messages are the client's to know
type Options = ClientOptions<any, any>;

/** What can be awaited. */
type Goal = "opened" | "drained" | "ended";

/** What became of a message: see `Client.send`. */
export type SendOutcome = "sent" | "queued" | "discarded";

/** In the order of the session's numbers. */
const FAILURES: readonly ProviderFailure[] = ["threw", "timed-out", "invalid"];

/** @internal What stands behind a client: the driver's face, and what remains after the end. */
export class Life implements Face {
  url = "";
  binaryType: BinaryType;
  end: End | undefined;

  readonly #target: EventTarget;
  readonly #options: Options;
  readonly #provider: Provider | undefined;
  readonly #protocols: string[];
  readonly #codec: Codec<unknown, unknown> | undefined;
  readonly #decode: ((event: MessageEvent) => void) | undefined;
  readonly #goals = new Map<Goal, Deferred<unknown>>();
  readonly #abort = () => this.#driver?.call(Tell.Abort);
  /** Until the end, of which nothing but numbers and strings remains. */
  #driver: Driver | undefined;
  #socket: WebSocket | undefined;
  #stats: Stats | undefined;
  #agreed = { protocol: "", extensions: "" };
  /** Nothing was left behind. */
  #wasDrained = true;
  /** The protocols of the next attempt. */
  #asked: string[];
  #generation = 0;
  #rejection: unknown;
  /** Bytes that were sent in vain, and that count for ever. */
  #lost = 0;

  constructor(target: EventTarget, source: unknown, protocols: unknown, options: Options) {
    if (typeof options !== "object") throw new OptionError("options", options, "an object");
    const { codec, schema, signal, reconnect, handshake, liveness } = options;
    this.#target = target;
    this.#options = {
      ...options,
      reconnect: copied(reconnect),
      handshake: copied(handshake),
      liveness: copied(liveness),
    };
    if (typeof source === "function") this.#provider = source as Provider;
    else this.url = `${source}`;
    this.#asked = this.#protocols = protocolList(protocols);
    if (!this.#provider) this.url = webSocketUrl(this.url);
    this.binaryType = options.binaryType ?? "blob";
    if (!isBinaryType(this.binaryType)) {
      throw new OptionError("binaryType", this.binaryType, "blob or arraybuffer");
    }
    this.#codec = codec === "json" ? JSON_CODEC : (codec as Codec<unknown, unknown> | undefined);
    if (codec || schema) {
      this.#decode = decoderOf(this.#codec?.decode, schema, {
        deliver: (data, { origin }) => this.#tell(new MessageEvent("message", { data, origin })),
        refuse: ({ data }, issues, error) =>
          this.#tell(eventOf("invalid", { data, issues, error })),
      });
    }
    boot();
    const driver = new Driver();
    this.#driver = driver;
    try {
      const features = configure(driver.id, options, !!this.#provider);
      signal?.throwIfAborted();
      driver.start(this, features, reconnect !== false || !!liveness);
    } catch (error) {
      driver.forget();
      throw error;
    }
    signal?.addEventListener("abort", this.#abort);
  }

  get state(): number {
    return this.#driver ? this.#driver.state : At.Ended;
  }

  /** As a WebSocket counts: connecting, open, closing, closed. */
  get readyState(): number {
    const { state } = this;
    const { reconnect, handshake } = this.#options;
    // The platform's own word where there is but one connection: it is closed before its `error` event.
    if (reconnect === false && !handshake && !this.#provider && state < At.Ended) {
      return (this.#socket as WebSocket).readyState;
    }
    return [0, 0, 1, 2, 0, 0, 3][state] as number;
  }

  get bufferedAmount(): number {
    return this.#lost + (this.#socket?.bufferedAmount ?? 0) + (this.#driver?.stats()[7] ?? 0);
  }

  get protocol(): string {
    return (this.#socket ?? this.#agreed).protocol;
  }

  get extensions(): string {
    return (this.#socket ?? this.#agreed).extensions;
  }

  get stats(): Stats {
    return this.#stats ?? statsOf(this.#driver as Driver);
  }

  /** An enumeration of Web IDL: any other value is ignored. */
  setBinaryType(type: string): void {
    if (!isBinaryType(type)) return;
    this.binaryType = type;
    if (this.#socket) this.#socket.binaryType = type;
  }

  send(message: unknown, ttl?: number): SendOutcome | undefined {
    if (ttl !== undefined && !(ttl > 0)) throw new OptionError("ttl", ttl, "a number above 0");
    const queues = this.#options.queue !== false;
    const driver = this.#driver;
    let data = toSendable(this.#codec ? this.#codec.encode(message) : message);
    const bytes = sizeOf(data);
    if (queues && driver?.state !== At.Open) data = snapshot(data);
    const outcome = driver ? driver.send(data, bytes, ttl) : Sent.Ended;
    if (outcome === Sent.Full) throw new OutboxError("full");
    if (outcome === Sent.TooBig) throw new OutboxError("too-big");
    if (outcome === Sent.NotOpen && !this.readyState) {
      throw new DOMException("the connection is not open yet", "InvalidStateError");
    }
    if (outcome > 1) this.#lost += bytes;
    // The platform's `send` returns nothing.
    return queues ? ((["sent", "queued"] as const)[outcome] ?? "discarded") : undefined;
  }

  close(code: number, reason: string): void {
    this.#driver?.close(code, reason);
  }

  reconnect(): void {
    this.#driver?.call(Tell.Reconnect);
  }

  /** A promise of what is to come, or has come. */
  until(goal: Goal): Promise<unknown> {
    const waiting = this.#goals.get(goal) ?? deferred();
    this.#goals.set(goal, waiting);
    if (goal === "opened" && this.state === At.Open) this.#reach(goal);
    if (goal === "drained" && this.#driver?.isDrained) this.#reach(goal);
    if (this.end) this.#settle(this.end);
    return waiting.promise;
  }

  dial(): WebSocket {
    const given = this.#options.WebSocket;
    const Socket = given ?? (globalThis.WebSocket as WebSocketClass | undefined);
    if (!Socket) throw new OptionError("WebSocket", Socket, "a class, as there is none here");
    let socket: WebSocket;
    try {
      socket = new Socket(this.url, this.#asked);
    } catch (error) {
      this.#rejection = withoutCredentials(error);
      throw this.#rejection;
    }
    if (given || this.binaryType !== "blob") socket.binaryType = this.binaryType;
    // The package `ws` throws an error that nobody listens for, even that of a socket long let go.
    if (given) socket.addEventListener("error", () => {});
    this.#socket = socket;
    return socket;
  }

  provide(
    generation: number,
    attempt: number,
    fresh: boolean,
    diagnosis: Diagnosis | undefined,
  ): void {
    this.#generation = generation;
    this.#rejection = undefined;
    const provider = this.#provider as Provider;
    const answer = (kind: Tell, error?: unknown) => {
      if (generation !== this.#generation) return;
      this.#rejection = error;
      this.#driver?.provided(generation, kind);
    };
    new Promise<Address>((resolve) => {
      resolve(provider({ attempt, fresh, diagnosis }));
    }).then(
      (address) => {
        try {
          if (generation === this.#generation) this.#address(address);
        } catch (error) {
          return answer(Tell.Invalid, error);
        }
        answer(Tell.Provided);
      },
      (error) => answer(Tell.Threw, error),
    );
  }

  greeting(): unknown {
    return made(this.#options.handshake?.greeting);
  }

  probe(): unknown {
    const { liveness } = this.#options;
    return made(typeof liveness === "object" ? liveness.probe : undefined);
  }

  read({ data }: MessageEvent, handshaking: boolean): number | FlatVerdict {
    const { liveness, handshake } = this.#options;
    if (handshaking) {
      const verdict = attempt(handshake?.check, data);
      if (verdict === "accept") return Reading.Accepted;
      const refusal = flattened("handshake.check", verdict);
      if (refusal) return refusal;
    } else if (typeof liveness === "object" && attempt(liveness.isPong, data)) {
      return Reading.Pong;
    }
    return sizeOf(data);
  }

  judge(diagnosis: Diagnosis): FlatVerdict | undefined {
    const { reconnect } = this.#options;
    const when = typeof reconnect === "object" ? reconnect.when : undefined;
    return flattened("reconnect.when", attempt(when, diagnosis));
  }

  notice(kind: Output, first: number, field: (place: number) => number): void {
    switch (kind) {
      case Output.State: {
        const [to, reason] = [STATES[field(0)], STATE_REASONS[field(1)]];
        this.#tell(eventOf("state", { from: STATES[first], to, reason }));
        break;
      }
      case Output.Opened:
        this.#reach("opened");
        this.#tell(eventOf("open"));
        break;
      case Output.Error:
        this.#tell(eventOf("error"));
        break;
      case Output.ProviderFailed: {
        const error = new ProviderError(FAILURES[first] as ProviderFailure, this.#rejection);
        this.#tell(eventOf("error", { error }));
        break;
      }
      case Output.Retry: {
        const delay = field(0);
        this.#tell(eventOf("retry", { attempt: first, delay, at: Date.now() + delay }));
        break;
      }
      case Output.Drained:
        this.#reach("drained");
        this.#tell(eventOf("drain"));
    }
  }

  /** The payload passes as it is. */
  message(event: MessageEvent): void {
    if (this.#decode) this.#decode(event);
    else {
      this.#tell(new MessageEvent("message", { data: event.data, origin: event.origin }));
    }
  }

  closed(init: CloseEventInit, facts: CloseFacts): void {
    this.#tell(closeEventOf(init, facts));
  }

  undelivered(data: unknown, why: number): void {
    const reason = ["expired", "overflow", "ended"][why];
    this.#wasDrained &&= reason !== "ended";
    this.#tell(eventOf("undelivered", { data, reason }));
  }

  ended(reason: number, diagnosis: Diagnosis | undefined): void {
    const driver = this.#driver as Driver;
    const { protocol, extensions, bufferedAmount } = this;
    this.#lost = bufferedAmount;
    this.#agreed = { protocol, extensions };
    this.#stats = statsOf(driver);
    this.#wasDrained &&= !this.#socket?.bufferedAmount;
    this.end = { reason: END_REASONS[reason] as End["reason"], diagnosis };
    this.#options.signal?.removeEventListener("abort", this.#abort);
    this.#driver = this.#socket = undefined;
    // Not now: the driver is still telling.
    queueMicrotask(() => driver.forget());
    this.#settle(this.end);
    this.#tell(eventOf("end", this.end));
  }

  #tell(event: Event): void {
    this.#target.dispatchEvent(event);
  }

  #address(given: Address): void {
    const { url, protocols } =
      typeof given === "string" || given instanceof URL ? { url: given } : given;
    this.url = webSocketUrl(`${url}`);
    this.#asked = protocols === undefined ? this.#protocols : protocolList(protocols);
  }

  #reach(goal: Goal, value?: unknown): void {
    this.#goals.get(goal)?.resolve(value);
    this.#goals.delete(goal);
  }

  #settle(end: End): void {
    this.#reach("ended", end);
    if (this.#wasDrained) this.#reach("drained");
    for (const { reject } of this.#goals.values()) reject(new EndedError(end));
    this.#goals.clear();
  }
}

const isBinaryType = (type: string): type is BinaryType =>
  type === "blob" || type === "arraybuffer";

const copied = <T>(group: T): T => (typeof group === "object" ? { ...group } : group);

/** The platform's own words quote the subprotocol at fault, which may be a credential. */
const withoutCredentials = (error: unknown): unknown =>
  (error as Error)?.name === "SyntaxError"
    ? new DOMException("a subprotocol is no token, or is asked for twice", "SyntaxError")
    : error;

/** Calls a function of the user's, if there is one; what it throws is reported. */
function attempt<T, R>(act: ((given: T) => R) | undefined, given?: T): R | undefined {
  try {
    return act?.(given as T);
  } catch (error) {
    report(error);
    return undefined;
  }
}

/** A verdict of the user's; one that is none is reported. */
const flattened = (option: string, verdict: VerdictLike | undefined): FlatVerdict | undefined =>
  verdict && attempt(() => flatten(option, verdict));

/** A message that the user gave, or gave a function for. */
const made = (message: unknown): unknown =>
  attempt(() => {
    const data = typeof message === "function" ? message() : message;
    return data === undefined ? data : toSendable(data);
  });
