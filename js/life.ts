// Carries out what the session decides, and tells of what happens in events; it decides nothing. With driver.ts
// the twin of src/browser, for the npm build. It is one closure, as an interface between parts of it would weigh
// as much as many a part.
import { decoderOf, JSON_CODEC } from "./codec.js";
import { configure } from "./configure.js";
import { type Diagnosis, lastDiagnosis, packed } from "./diagnosis.js";
import { At, drive, Sent } from "./driver.js";
import { EndedError, OptionError, OutboxError, ProviderError, report } from "./errors.js";
import { END_REASONS, type End, STATE_REASONS, type State, tellerOf } from "./events.js";
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

/** What a provider gave, read as an object: a string and a `URL` have neither property. */
type Given = Partial<Exclude<Address, string | URL>>;

/** What can be awaited. */
type Goal = "opened" | "drained" | "ended";
/** Is told the goal that was reached, or none where none will be any more. True if it waits on. */
type Expectation = (reached: Goal | undefined, value: unknown) => unknown;

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
  const { schema, signal, reconnect, handshake, liveness, profile } = options;
  const { when } = Object(reconnect) as ReconnectOptions;
  const { greeting, check } = Object(handshake) as Partial<HandshakeOptions>;
  const { probe, isPong } = Object(liveness) as LivenessOptions;
  const queues = options.queue !== false;
  const codec: Codec<unknown, unknown> | undefined =
    options.codec === "json" ? JSON_CODEC : options.codec;
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
  /** `reconnect.when`, once the client is made: before, there is none to judge for. */
  let judge: typeof when;
  let end: End | undefined;
  let stats: Stats | undefined;
  let expectations: Expectation[] = [];

  const tell = tellerOf(target);

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

  const reach = (goal: Goal | undefined, value?: unknown) => {
    expectations = expectations.filter((waitsOn) => waitsOn(goal, value));
  };

  const settle = (end: End) => {
    reach("ended", end);
    if (wasDrained) reach("drained");
    reach(undefined, new EndedError(end));
  };

  const explain = () => lastDiagnosis(id, profile);

  /** A promise of what is to come, or has come. */
  const until = (goal: Goal) =>
    new Promise((resolve, reject) => {
      expectations.push((reached, value) =>
        reached === goal ? resolve(value) : reached || reject(value),
      );
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
      let data = toSendable(codec ? codec.encode(message) : message);
      const bytes = sizeOf(data);
      if (queues && state() !== At.Open) data = snapshot(data);
      const kept = keep(data);
      if (ttl) cells()[0] = ttl;
      const outcome = end ? Sent.Ended : call(ttl ? Tell.SendWithin : Tell.Send, kept, bytes);
      if (outcome >= Sent.NotOpen) messages.delete(kept);
      const word = OUTCOMES[outcome];
      if (outcome === Sent.Full || outcome === Sent.TooBig) {
        throw new OutboxError(word as OutboxError["reason"]);
      }
      if (outcome === Sent.NotOpen && !life.readyState) {
        throw new DOMException("the connection is not open yet", "InvalidStateError");
      }
      if (outcome > 1) lost += bytes;
      // The platform's `send` returns nothing.
      return queues ? (word as SendOutcome) : undefined;
    },
    close(code, reason) {
      closeReason = reason;
      call(Tell.Close, code);
    },
    reconnect() {
      call(Tell.Reconnect);
    },
  };

  /** Each thing to do, then each to tell; the order is that of src/export/output.rs. */
  const effects: ((first: number) => unknown)[] = [
    // Provide
    async (generation) => {
      provided = generation;
      rejection = undefined;
      let answer = Tell.Threw;
      const facts = { attempt: cell(0), fresh: cell(1) > 0, diagnosis: explain() };
      try {
        // What it throws at once is told later, too.
        const given = await (async () => (provider as Provider)(facts))();
        answer = Tell.Invalid;
        if (generation === provided) {
          const { url: href = given, protocols = standing } = given as Given;
          url = webSocketUrl(`${href}`);
          asked = protocolList(protocols);
        }
        answer = Tell.Provided;
      } catch (cause) {
        if (generation === provided) rejection = { cause };
      }
      happened(answer, generation);
    },
    // Dial
    (generation) => {
      let made: WebSocket;
      try {
        // The platform's class may have been replaced by this one.
        if (!Socket || target instanceof Socket) {
          throw new OptionError("WebSocket", Socket, "a class of sockets, and not this one");
        }
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
      for (const type in listeners) {
        made.addEventListener(type, listeners[type] as EventListener);
      }
      release = () => {
        for (const type in listeners) {
          made.removeEventListener(type, listeners[type] as EventListener);
        }
      };
      // The package `ws` throws an error that nobody listens for, even that of a socket long let go.
      made.addEventListener("error", () => {});
      made.binaryType = binaryType;
      socket = made;
    },
    // Greet
    () => hand(greeting),
    // Transmit
    (message) => hand(take(message)),
    // Probe
    () => hand(probe),
    // Measure
    (generation) => note(Tell.Buffered, generation, socket?.bufferedAmount),
    // CloseSocket
    (code) => {
      if (code) socket?.close(code, closeReason);
      else socket?.close();
    },
    // Discard
    () => {
      leftBehind.push(detach());
      socket?.close();
    },
    // Judge
    () => {
      const verdict = attempt(judge, explain() as Diagnosis);
      note(flattened("reconnect.when", verdict) ? Tell.Judged : Tell.NotJudged);
    },
    // Release
    () => letGo(),
    // State
    (from) =>
      tell("state", {
        from: STATES[from],
        to: STATES[cell(0)],
        reason: STATE_REASONS[cell(1)],
      }),
    // Opened
    () => {
      reach("opened");
      tell("open");
    },
    // Message
    (message) => decode(take(message) as MessageEvent),
    // Error
    () => tell("error"),
    // Closed
    (code) => {
      const declared = cell(1) > 0;
      tell(
        "close",
        {
          code,
          reason: declared ? "" : peersReason,
          wasClean: cell(0) > 0,
          willRetry: cell(2) > 0,
          declared,
          // A close that the session declared lacks what only the socket knew.
          inDoubt: declared ? (leftBehind.shift() ?? 0) : cell(3),
          uptime: cell(4),
          // The last to be asked for: it takes the cells.
          diagnosis: explain(),
        },
        globalThis.CloseEvent,
      );
    },
    // ProviderFailed
    (failure) => tell("error", { error: new ProviderError(failure, rejection) }),
    // Retry
    (attempt) => {
      const delay = cell(0);
      tell("retry", { attempt, delay, at: Date.now() + delay });
    },
    // Undelivered
    (message) => {
      const reason = UNDELIVERED[cell(0)];
      wasDrained &&= reason !== "ended";
      tell("undelivered", { data: take(message), reason });
    },
    // Drained
    () => {
      reach("drained");
      tell("drain");
    },
    // Ended
    (why) => {
      lost = life.bufferedAmount;
      stats = life.stats;
      wasDrained &&= !socket?.bufferedAmount;
      end = { reason: END_REASONS[why] as End["reason"], diagnosis: explain() };
      // Not now: the driver is still telling.
      queueMicrotask(forget);
      settle(end);
      tell("end", { ...end });
    },
  ];

  const received = (generation: number, event: MessageEvent) => {
    const { data } = event;
    if (check && status() & 16) {
      const verdict = attempt(check, data);
      if (verdict === "accept") return happened(Tell.Accepted, generation);
      if (flattened("handshake.check", verdict)) return happened(Tell.Refused, generation);
    } else if (isPong && attempt(isPong, data)) {
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
  const decode = decoderOf(codec, schema, target, tell);

  boot();
  const [id, note, happened, call, start, status, numbers, forgetSession] = drive(effects);
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
    judge = when;
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
