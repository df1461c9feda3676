// Carries out what the session decides, and tells it what happens. It decides nothing. The twin of
// src/browser, for the npm build.
import { type Diagnosis, lastDiagnosis } from "./diagnosis.js";
import { report } from "./errors.js";
import type { FlatVerdict } from "./verdict.js";
import { given, wasm } from "./wasm.js";
import { Tell, watchPage } from "./watch.js";

/** @internal The client's side of a driver: it makes sockets and takes notices. Only `dial` may throw. */
export interface Face {
  dial(): WebSocket;
  provide(generation: number, attempt: number, fresh: boolean, last: Diagnosis | undefined): void;
  /** The application handshake's first message; undefined for none. */
  greeting(): unknown;
  probe(): unknown;
  /** The size in bytes; or a `Reading`, or the verdict that refuses the handshake. */
  read(event: MessageEvent, handshaking: boolean): number | FlatVerdict;
  /** The user's own verdict. */
  judge(diagnosis: Diagnosis): FlatVerdict | undefined;

  /** A notice: its first number, and how to get at the others. */
  notice(kind: Output, first: number, field: (place: number) => number): void;
  message(event: MessageEvent): void;
  closed(init: CloseEventInit, facts: CloseFacts): void;
  undelivered(message: unknown, why: number): void;
  ended(reason: number, diagnosis: Diagnosis | undefined): void;
}

/** @internal What a close event says beyond the platform's. */
export interface CloseFacts {
  diagnosis: Diagnosis | undefined;
  willRetry: boolean;
  declared: boolean;
  inDoubt: number;
  uptime: number;
}

/** @internal What `Face.read` says of a message that is not for the user. */
export enum Reading {
  Pong = -1,
  Accepted = -2,
}

/** @internal The states of src/session/io.rs. */
export enum At {
  Open = 2,
  Ended = 6,
}

/** @internal What became of a message; below `NotOpen` it was taken. */
export enum Sent {
  NotOpen = 2,
  Full,
  TooBig,
  Ended,
}

/** @internal Effects first, then notices; the order is that of src/export/client.rs. */
export enum Output {
  Provide = 1,
  Dial,
  Greet,
  Transmit,
  Probe,
  Measure,
  CloseSocket,
  Discard,
  Judge,
  Release,
  State,
  Opened,
  Message,
  Error,
  Closed,
  ProviderFailed,
  Retry,
  Undelivered,
  Drained,
  Ended,
}

/** A kind past the last is no verdict. */
const NO_VERDICT: FlatVerdict = [9, 0, 0, 0];

/** The longest span that `setTimeout` can count, in ms. */
const LONGEST = 2 ** 31 - 1;

/** @internal Drives one session. It is configured first, by its number, then started. */
export class Driver {
  /** No session has the number -1: it stands for one that was forgotten, whose number another may have. */
  id = wasm.create();
  #face!: Face;
  #socket: WebSocket | undefined;
  #release: (() => void) | undefined;
  /** What the session knows by a number: messages on their way in or out. */
  readonly #messages = new Map<number, unknown>();
  #lastMessage = 0;
  /** The reason that the peer gave. */
  #reason = "";
  /** The reason that the user gave. */
  #closeReason = "";
  #seen = Date.now();
  #elapsed = 0;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #due = Number.POSITIVE_INFINITY;
  #deferred = false;
  #telling = false;
  #thrown: [unknown] | undefined;
  /** What the sockets held that were discarded and whose closes are yet to be told. */
  readonly #leftBehind: number[] = [];
  #page: AbortController | undefined;

  /** Starts the session; throws what the platform threw at the first socket. */
  start(face: Face, watches: boolean): void {
    this.#face = face;
    wasm.start(this.id, Math.random() * 2 ** 53, this.#now());
    if (watches) {
      this.#page = new AbortController();
      watchPage((kind) => this.#happened(kind), this.#page.signal);
    }
    this.call(Tell.Open);
    const thrown = this.#thrown;
    this.#thrown = undefined;
    if (thrown) throw thrown[0];
  }

  /** A user's call: its effects are carried out, its notices come in a task of their own. */
  call(kind: Tell, code = 0): void {
    wasm.tell(this.id, kind, code, 0, this.#now());
    this.#called();
  }

  /** Returns 0 for sent, 1 for queued, else a `Sent`. */
  send(data: unknown, bytes: number, ttl = Number.NaN): number {
    const message = this.#keep(data);
    const outcome = wasm.send(this.id, message, bytes, ttl, this.#now());
    if (outcome >= Sent.NotOpen) this.#messages.delete(message);
    this.#called();
    return outcome;
  }

  /** Ends the session; a code of 0 sends none. */
  close(code: number, reason: string): void {
    this.#closeReason = reason;
    this.call(Tell.Close, code);
  }

  /** The provider's answer. */
  provided(generation: number, answer: Tell): void {
    this.#happened(answer, generation);
    this.#thrown = undefined;
  }

  get state(): number {
    return wasm.status(this.id) & 7;
  }

  get isDrained(): boolean {
    return (wasm.status(this.id) & 32) > 0;
  }

  stat(place: number): number {
    return wasm.stat(this.id, place, this.#now());
  }

  /** Forgets the session. */
  forget(): void {
    this.#letGo();
    wasm.forget(this.id);
    this.id = -1;
    this.#messages.clear();
  }

  /** A clock that runs on while the machine sleeps (`performance.now` may not), and never runs back. */
  #now(): number {
    const seen = Date.now();
    if (seen > this.#seen) this.#elapsed += seen - this.#seen;
    this.#seen = seen;
    return this.#elapsed;
  }

  #keep(message: unknown): number {
    this.#lastMessage = (this.#lastMessage + 1) >>> 0;
    this.#messages.set(this.#lastMessage, message);
    return this.#lastMessage;
  }

  #take(message: number): unknown {
    const kept = this.#messages.get(message);
    this.#messages.delete(message);
    return kept;
  }

  #called(): void {
    this.#poll(true);
    if (!this.#telling && !this.#deferred && wasm.status(this.id) & 8) {
      this.#deferred = true;
      setTimeout(() => {
        this.#deferred = false;
        this.#tellAll();
      });
    }
  }

  /** What the browser told. */
  #happened(kind: Tell, a = 0): void {
    wasm.tell(this.id, kind, a, 0, this.#now());
    this.#tellAll();
  }

  /**
   * Carries out and tells everything. Called again from inside a user's listener, it leaves the
   * notices to the call already under way, so that they keep their order.
   */
  #tellAll(): void {
    if (this.#telling) {
      this.#poll(true);
      return;
    }
    this.#telling = true;
    this.#poll(false);
    this.#telling = false;
  }

  #poll(effectsOnly: boolean): void {
    for (;;) {
      const output = wasm.poll(this.id, +effectsOnly);
      if (!output) break;
      this.#perform(output % 32, Math.floor(output / 32));
    }
    this.#setAlarm();
  }

  #perform(kind: Output, first: number): void {
    const { id } = this;
    const face = this.#face;
    const field = (place: number) => wasm.field(id, place);
    switch (kind) {
      case Output.Provide:
        face.provide(first, field(0), field(1) > 0, lastDiagnosis(id));
        break;
      case Output.Dial:
        this.#dial(first);
        break;
      case Output.Greet:
        this.#hand(this.#socket, face.greeting());
        break;
      case Output.Transmit:
        this.#hand(this.#socket, this.#take(first));
        break;
      case Output.Probe:
        this.#hand(this.#socket, face.probe());
        break;
      case Output.Measure:
        wasm.tell(id, Tell.Buffered, first, this.#socket?.bufferedAmount ?? 0, this.#now());
        break;
      case Output.CloseSocket:
        if (first) this.#socket?.close(first, this.#closeReason);
        else this.#socket?.close();
        break;
      case Output.Discard:
        this.#discard();
        break;
      case Output.Judge: {
        const verdict = face.judge(lastDiagnosis(id) as Diagnosis) ?? NO_VERDICT;
        wasm.judged(id, ...verdict, this.#now());
        break;
      }
      case Output.Release:
        this.#letGo();
        break;
      case Output.Message:
        face.message(this.#take(first) as MessageEvent);
        break;
      case Output.Closed: {
        const declared = field(2) > 0;
        face.closed(
          { code: first, reason: declared ? "" : this.#reason, wasClean: field(1) > 0 },
          {
            diagnosis: lastDiagnosis(id),
            willRetry: field(3) > 0,
            declared,
            // A close that the session declared lacks what only the socket knew.
            inDoubt: declared ? (this.#leftBehind.shift() ?? 0) : field(4),
            uptime: field(5),
          },
        );
        break;
      }
      case Output.Undelivered:
        face.undelivered(this.#take(first), field(0));
        break;
      case Output.Ended:
        face.ended(first, lastDiagnosis(id));
        break;
      default:
        face.notice(kind, first, field);
    }
  }

  #dial(generation: number): void {
    let socket: WebSocket;
    try {
      socket = this.#face.dial();
    } catch (error) {
      this.#thrown = [error];
      wasm.tell(this.id, Tell.NotDialed, generation, 0, this.#now());
      return;
    }
    const hear = (event: Event) => {
      if (event.type === "message") this.#received(generation, event as MessageEvent);
      else if (event.type === "close") this.#closed(generation, event as CloseEvent);
      else this.#happened(event.type === "open" ? Tell.Opened : Tell.Errored, generation);
    };
    const types = ["open", "message", "error", "close"];
    for (const type of types) socket.addEventListener(type, hear);
    this.#socket = socket;
    this.#release = () => {
      for (const type of types) socket.removeEventListener(type, hear);
    };
  }

  #received(generation: number, event: MessageEvent): void {
    const { id } = this;
    const read = this.#face.read(event, (wasm.status(id) & 16) > 0);
    if (typeof read !== "number") {
      wasm.refused(id, generation, 0, ...read, this.#now());
      this.#tellAll();
    } else if (read < 0) {
      wasm.received(id, generation, 0, 0, -read, this.#now());
      this.#tellAll();
    } else {
      const message = this.#keep(event);
      wasm.received(id, generation, message, read, 0, this.#now());
      this.#tellAll();
      // The session passes over messages that come while it closes.
      if (!this.#telling) this.#messages.delete(message);
    }
  }

  #closed(generation: number, { code: reported, reason, wasClean }: CloseEvent): void {
    const buffered = this.#detach()?.bufferedAmount ?? 0;
    // Deno reports a connection that failed as a 0, where the standard has 1006.
    const code = reported || (wasClean ? 0 : 1006);
    this.#reason = reason;
    wasm.closed(this.id, generation, code, ...given(reason), +wasClean, buffered, this.#now());
    this.#tellAll();
  }

  /** To the socket that there was before the user's function made the message: it may have been replaced. */
  #hand(socket: WebSocket | undefined, message: unknown): void {
    try {
      if (message !== undefined) socket?.send(message as string);
    } catch (error) {
      // The platform's class throws nothing once it is open; another might.
      report(error);
    }
  }

  #detach(): WebSocket | undefined {
    const socket = this.#socket;
    this.#release?.();
    this.#release = this.#socket = undefined;
    return socket;
  }

  #discard(): void {
    const socket = this.#detach();
    this.#leftBehind.push(socket?.bufferedAmount ?? 0);
    socket?.close();
  }

  /** One timer, for the earliest deadline; set again only for an earlier one. */
  #setAlarm(): void {
    const at = wasm.timeout(this.id);
    if (at >= this.#due) return;
    clearTimeout(this.#alarm);
    this.#due = at;
    this.#alarm = setTimeout(
      () => {
        this.#due = Number.POSITIVE_INFINITY;
        this.#happened(Tell.Wake);
      },
      Math.min(Math.max(at - this.#now(), 0), LONGEST),
    );
  }

  #letGo(): void {
    clearTimeout(this.#alarm);
    this.#due = Number.POSITIVE_INFINITY;
    this.#page?.abort();
    this.#detach();
  }
}
