// Carries out what the session decides, and tells of what happens in events; it decides nothing. With driver.ts
// the twin of src/browser, for the npm build. It is one closure, as an interface between parts of it would weigh
// as much as many a part.
import { decoderOf, JSON_CODEC, NO_CODEC } from "./codec.js";
import { configure } from "./configure.js";
import { type Diagnosis, lastDiagnosis, packed } from "./diagnosis.js";
import { At, drive, Output, Sent } from "./driver.js";
import { EndedError, OptionError, OutboxError, ProviderError, report } from "./errors.js";
import {
  END_REASONS,
  type End,
  type EventClass,
  eventOf,
  STATE_REASONS,
  type State,
} from "./events.js";
import type {
  Address,
  ClientOptions,
  Codec,
  HandshakeOptions,
  LivenessOptions,
  Provider,
  ReconnectOptions,
  WebSocketClass,
} from "./options.js";
import { sizeOf, snapshot, toSendable } from "./payload.js";
import { STATES, type Stats, statsOf } from "./stats.js";
import { Tell } from "./tell.js";
import { protocolList, webSocketUrl } from "./url.js";
import { flatten, type VerdictLike } from "./verdict.js";
import { boot, cell, cells } from "./wasm.js";
import { watchPage } from "./watch.js";
import { words } from "./words.js";

// biome-ignore lint/suspicious/noExplicitAny: the types of messages are the client's to know
type Options = ClientOptions<any, any>;

/** What can be awaited. */
type Goal = "opened" | "drained" | "ended";
type Expectation = [goal: Goal, resolve: (value: unknown) => void, reject: (why: unknown) => void];

/** What became of a message: see `Client.send`. */
export type SendOutcome = "sent" | "queued" | "discarded";

/** In the order of the session's numbers. */
const UNDELIVERED = /* @__PURE__ */ words("expired overflow ended");

/** What became of a message, in the order of `Sent`. */
const OUTCOMES = /* @__PURE__ */ words("sent queued discarded full too-big discarded");

/** @internal What stands behind a client: its attributes and methods, of the same names. */
export interface Life extends Readonly<Record<Goal, Promise<unknown>>> {
  readonly url: string;
  readonly readyState: number;
  readonly state: State;
  readonly bufferedAmount: number;
  readonly protocol: string;
  readonly extensions: string;
  readonly stats: Stats;
  binaryType: string;
  send(message: unknown, ttl?: number): SendOutcome | undefined;
  close(code: number, reason: string): void;
  reconnect(): void;
}

/** @internal Makes a session, whose events `target` dispatches, and starts it. */
export function live(
  target: EventTarget,
  source: unknown,
  protocols?: unknown,
  given?: Options,
): Life {
  const options = given ?? {};
  if (typeof options !== "object") throw new OptionError("options", options, "an object");
  const { schema, signal, reconnect, handshake, liveness } = options;
  const { when } = Object(reconnect) as ReconnectOptions;
  const { greeting, check } = Object(handshake) as Partial<HandshakeOptions>;
  const { probe, isPong } = Object(liveness) as LivenessOptions;
  const queues = options.queue !== false;
  const codec: Codec<unknown, unknown> =
    options.codec === "json" ? JSON_CODEC : (options.codec ?? NO_CODEC);
  const Socket = options.WebSocket ?? (globalThis.WebSocket as WebSocketClass | undefined);

  const provider = typeof source === "function" ? (source as Provider) : undefined;
  let url = provider ? "" : `${source}`;
  const standing = protocolList(protocols);
  if (!provider) url = webSocketUrl(url);
  /** The protocols of the next attempt. */
  let asked = standing;
  let { binaryType = "blob" } = options;

  let socket: WebSocket | undefined;
  /** Stops listening to the socket, where it has not been let go. */
  let release: (() => void) | undefined;
  /** What the session knows by a number: messages on their way in or out. */
  const messages = new Map<number, unknown>();
  let lastMessage = 0;
  /** The reason that the peer gave. */
  let peersReason = "";
  /** The reason that the user gave. */
  let closeReason = "";
  /** What the sockets held that were discarded and whose closes are yet to be told. */
  const leftBehind: number[] = [];
  /** Until the session is let go: to the page, and to the user's signal. */
  const listening = new AbortController();

  /** The generation that an address was last asked for. */
  let provided = 0;
  let rejection: { cause: unknown } | undefined;
  /** Bytes that were sent in vain, and that count for ever. */
  let lost = 0;
  /** Nothing was left behind. */
  let wasDrained = true;
  let isMade = false;
  let end: End | undefined;
  let stats: Stats | undefined;
  let expectations: Expectation[] = [];

  const tell = (type: string, properties?: Record<string, unknown>, Class?: EventClass) => {
    target.dispatchEvent(eventOf(type, properties, Class));
  };

  const state = () => (end ? At.Ended : status() & 7);

  const keep = (message: unknown) => {
    lastMessage = (lastMessage + 1) >>> 0;
    messages.set(lastMessage, message);
    return lastMessage;
  };

  const take = (message: number) => {
    const kept = messages.get(message);
    messages.delete(message);
    return kept;
  };

  const reach = (goal: Goal, value?: unknown) => {
    expectations = expectations.filter(([other, resolve]) => other !== goal || resolve(value));
  };

  const settle = (end: End) => {
    reach("ended", end);
    if (wasDrained) reach("drained");
    for (const [, , reject] of expectations.splice(0)) reject(new EndedError(end));
  };

  const explain = () => lastDiagnosis(id, options.profile);

  /** A promise of what is to come, or has come. */
  const until = (goal: Goal) =>
    new Promise((resolve, reject) => {
      expectations.push([goal, resolve, reject]);
      if (goal === "opened" && state() === At.Open) reach(goal);
      if (goal === "drained" && status() & 32) reach(goal);
      if (end) settle(end);
    });

  const life: Life = {
    get url() {
      return url;
    },
    /** As a WebSocket counts: connecting, open, closing, closed. */
    get readyState() {
      const now = state();
      // The platform's own word where there is but one connection: it is closed before its `error` event.
      if (reconnect === false && !handshake && !provider && now < At.Ended) {
        return (socket as WebSocket).readyState;
      }
      return [0, 0, 1, 2, 0, 0, 3][now] as number;
    },
    get state() {
      return STATES[state()] as State;
    },
    get bufferedAmount() {
      return end ? lost : lost + (socket?.bufferedAmount ?? 0) + (numbers()[7] as number);
    },
    get protocol() {
      return socket?.protocol ?? "";
    },
    get extensions() {
      return socket?.extensions ?? "";
    },
    get stats() {
      return stats ?? statsOf(numbers());
    },
    get binaryType() {
      return binaryType;
    },
    /** An enumeration of Web IDL: any other value is ignored. */
    set binaryType(given) {
      const type = `${given}`;
      if (type !== "blob" && type !== "arraybuffer") return;
      binaryType = type;
      if (socket) socket.binaryType = type;
    },
    get opened() {
      return until("opened");
    },
    get drained() {
      return until("drained");
    },
    get ended() {
      return until("ended");
    },

    send(message, ttl) {
      if (ttl !== undefined && !(ttl > 0)) throw new OptionError("ttl", ttl, "a number above 0");
      let data = toSendable(codec.encode(message));
      const bytes = sizeOf(data);
      if (queues && state() !== At.Open) data = snapshot(data);
      let outcome = Sent.Ended;
      if (!end) {
        const kept = keep(data);
        if (ttl) cells()[0] = ttl;
        outcome = call(ttl ? Tell.SendWithin : Tell.Send, kept, bytes);
        if (outcome >= Sent.NotOpen) messages.delete(kept);
      }
      const word = OUTCOMES[outcome] as (typeof OUTCOMES)[number];
      if (word === "full" || word === "too-big") throw new OutboxError(word);
      if (outcome === Sent.NotOpen && !life.readyState) {
        throw new DOMException("the connection is not open yet", "InvalidStateError");
      }
      if (outcome > 1) lost += bytes;
      // The platform's `send` returns nothing.
      return queues ? word : undefined;
    },
    close(code, reason) {
      closeReason = reason;
      call(Tell.Close, code);
    },
    reconnect() {
      call(Tell.Reconnect);
    },
  };

  const carryOut = (kind: Output, first: number) => {
    switch (kind) {
      case Output.Provide:
        provide(first, cell(0), cell(1) > 0);
        break;
      case Output.Dial:
        dial(first);
        break;
      case Output.Greet:
        hand(greeting);
        break;
      case Output.Transmit:
        hand(take(first));
        break;
      case Output.Probe:
        hand(probe);
        break;
      case Output.Measure:
        note(Tell.Buffered, first, socket?.bufferedAmount);
        break;
      case Output.CloseSocket:
        if (first) socket?.close(first, closeReason);
        else socket?.close();
        break;
      case Output.Discard:
        leftBehind.push(detach());
        socket?.close();
        break;
      case Output.Judge: {
        // Where the constructor is about to throw there is no client to judge for.
        const verdict = isMade ? attempt(when, explain() as Diagnosis) : undefined;
        note(flattened("reconnect.when", verdict) ? Tell.Judged : Tell.NotJudged);
        break;
      }
      case Output.Release:
        letGo();
        break;
      case Output.State:
        tell("state", {
          from: STATES[first],
          to: STATES[cell(0)],
          reason: STATE_REASONS[cell(1)],
        });
        break;
      case Output.Opened:
        reach("opened");
        tell("open");
        break;
      case Output.Message:
        decode(take(first) as MessageEvent);
        break;
      case Output.Error:
        tell("error");
        break;
      case Output.Closed: {
        const declared = cell(1) > 0;
        const facts = {
          code: first,
          reason: declared ? "" : peersReason,
          wasClean: cell(0) > 0,
          willRetry: cell(2) > 0,
          declared,
          // A close that the session declared lacks what only the socket knew.
          inDoubt: declared ? (leftBehind.shift() ?? 0) : cell(3),
          uptime: cell(4),
          // The last to be asked for: it takes the cells.
          diagnosis: explain(),
        };
        tell("close", facts, globalThis.CloseEvent);
        break;
      }
      case Output.ProviderFailed:
        tell("error", { error: new ProviderError(first, rejection) });
        break;
      case Output.Retry: {
        const delay = cell(0);
        tell("retry", { attempt: first, delay, at: Date.now() + delay });
        break;
      }
      case Output.Undelivered: {
        const reason = UNDELIVERED[cell(0)];
        wasDrained &&= reason !== "ended";
        tell("undelivered", { data: take(first), reason });
        break;
      }
      case Output.Drained:
        reach("drained");
        tell("drain");
        break;
      case Output.Ended:
        lost = life.bufferedAmount;
        stats = life.stats;
        wasDrained &&= !socket?.bufferedAmount;
        end = { reason: END_REASONS[first] as End["reason"], diagnosis: explain() };
        // Not now: the driver is still telling.
        queueMicrotask(forget);
        settle(end);
        tell("end", { ...end });
    }
  };

  const provide = async (generation: number, attempt: number, fresh: boolean) => {
    provided = generation;
    rejection = undefined;
    const diagnosis = explain();
    let answer = Tell.Threw;
    let why: { cause: unknown } | undefined;
    try {
      // What it throws at once is told later, too.
      const given = await (async () => (provider as Provider)({ attempt, fresh, diagnosis }))();
      answer = Tell.Invalid;
      if (generation === provided) move(given);
      answer = Tell.Provided;
    } catch (cause) {
      why = { cause };
    }
    if (generation !== provided) return;
    rejection = why;
    happened(answer, generation);
  };

  const move = (given: Address) => {
    const { url: href = given, protocols = standing } = given as Partial<
      Exclude<Address, string | URL>
    >;
    url = webSocketUrl(`${href}`);
    asked = protocolList(protocols);
  };

  const dial = (generation: number) => {
    let made: WebSocket;
    try {
      if (!Socket) throw new OptionError("WebSocket", Socket, "a class");
      made = new Socket(url, asked);
    } catch (cause) {
      rejection = { cause: withoutCredentials(cause) };
      note(Tell.NotDialed, generation);
      return;
    }
    const listeners: Record<string, (event: never) => void> = {
      open: () => happened(Tell.Opened, generation),
      message: (event: MessageEvent) => received(generation, event),
      error: () => happened(Tell.Errored, generation),
      close({ code: reported, reason, wasClean }: CloseEvent) {
        // Deno reports a connection that failed as a 0, where the standard has 1006.
        const code = reported || (wasClean ? 0 : 1006);
        peersReason = reason;
        happened(Tell.Closed, generation, detach(), packed(code, reason, wasClean));
      },
    };
    const each = (change: "addEventListener" | "removeEventListener") => {
      for (const type in listeners) made[change](type, listeners[type] as EventListener);
    };
    each("addEventListener");
    release = () => each("removeEventListener");
    // The package `ws` throws an error that nobody listens for, even that of a socket long let go.
    made.addEventListener("error", () => {});
    made.binaryType = binaryType;
    socket = made;
  };

  const received = (generation: number, event: MessageEvent) => {
    const { data } = event;
    if (status() & 16) {
      const verdict = attempt(check, data);
      if (verdict === "accept") return happened(Tell.Accepted, generation);
      if (flattened("handshake.check", verdict)) return happened(Tell.Refused, generation);
    } else if (attempt(isPong, data)) {
      return happened(Tell.Pong, generation);
    }
    const message = keep(event);
    const isTold = happened(Tell.Received, generation, sizeOf(data), message);
    // The session passes over messages that come while it closes.
    if (isTold) messages.delete(message);
  };

  /** Sends a message, or what a function of the user's makes. */
  const hand = (message: unknown) => {
    // That function may have it replaced.
    const before = socket;
    // The platform's class throws nothing once it is open; another might.
    attempt(() => {
      const data = typeof message === "function" ? message() : message;
      if (data !== undefined) before?.send(toSendable(data));
    });
  };

  /** Hears no more of the socket. Returns how much it holds. */
  const detach = () => {
    const held = release ? (socket as WebSocket).bufferedAmount : 0;
    release?.();
    release = undefined;
    return held;
  };

  const letGo = () => {
    listening.abort();
    detach();
  };

  const forget = () => {
    letGo();
    forgetSession();
    messages.clear();
  };

  /** The payload passes as it is. */
  const decode = decoderOf(codec, schema, tell);

  boot();
  const {
    id,
    note,
    happened,
    call,
    start,
    status,
    stats: numbers,
    forget: forgetSession,
  } = drive(carryOut);
  try {
    configure(id, options);
    signal?.throwIfAborted();
    start([
      reconnect !== false,
      queues,
      provider,
      handshake,
      when,
      liveness,
      isPong,
      options.advice,
    ]);
    if (reconnect !== false || liveness) watchPage(happened, listening.signal);
    call(Tell.Open);
    if (rejection) throw rejection.cause;
    isMade = true;
  } catch (error) {
    forget();
    throw error;
  }
  signal?.addEventListener("abort", () => call(Tell.Abort), { signal: listening.signal });
  return life;
}

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

/** Leaves a verdict of the user's in the cells; one that is none is reported. */
const flattened = (option: string, verdict: VerdictLike | undefined): unknown =>
  verdict && attempt(() => cells().set(flatten(option, verdict)) ?? true);
