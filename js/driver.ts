// Carries out what the session decides, and tells it what happens. It decides nothing. The twin of
// src/browser, for the npm build.
import { type Diagnosis, lastDiagnosis, packed } from "./diagnosis.js";
import { report } from "./errors.js";
import { Tell } from "./tell.js";
import type { FlatVerdict } from "./verdict.js";
import { cell, cells, wasm } from "./wasm.js";
import { watchPage } from "./watch.js";

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

/** The longest span that `setTimeout` can count, in ms. */
const LONGEST = 2 ** 31 - 1;

/** @internal Drives one session. It is configured first, by its number, then started. */
export class Driver {
  /** The session's address; 0 once it is forgotten, for another may have it then. */
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
  start(face: Face, features: number, watches: boolean): void {
    this.#face = face;
    wasm.start(this.id, features, Math.random() * 2 ** 53, this.#now());
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
    this.#note(kind, code);
    this.#called();
  }

  /** Returns 0 for sent, 1 for queued, else a `Sent`. */
  send(data: unknown, bytes: number, ttl?: number): number {
    const message = this.#keep(data);
    if (ttl !== undefined) cells()[0] = ttl;
    const outcome = this.#note(ttl === undefined ? Tell.Send : Tell.SendWithin, message, bytes);
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

  /** In the order of src/session/stats.rs; the last says whether there is one more. */
  stats(): number[] {
    const address = wasm.stats(this.id, this.#now());
    return Array.from(new BigUint64Array(wasm.memory.buffer, address, 18), Number);
  }

  /** Forgets the session. */
  forget(): void {
    this.#letGo();
    wasm.forget(this.id);
    this.id = 0;
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
    this.#note(kind, a);
    this.#tellAll();
  }

  #note(kind: Tell, a = 0, b = 0, c = 0): number {
    return wasm.tell(this.id, kind, this.#now(), a, b, c);
  }

  #noteVerdict(kind: Tell, verdict: FlatVerdict, generation = 0): void {
    cells().set(verdict);
    this.#note(kind, generation);
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
    switch (kind) {
      case Output.Provide:
        face.provide(first, cell(0), cell(1) > 0, lastDiagnosis(id));
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
        this.#note(Tell.Buffered, first, this.#socket?.bufferedAmount ?? 0);
        break;
      case Output.CloseSocket:
        if (first) this.#socket?.close(first, this.#closeReason);
        else this.#socket?.close();
        break;
      case Output.Discard:
        this.#discard();
        break;
      case Output.Judge: {
        const verdict = face.judge(lastDiagnosis(id) as Diagnosis);
        if (verdict) this.#noteVerdict(Tell.Judged, verdict);
        else this.#note(Tell.NotJudged);
        break;
      }
      case Output.Release:
        this.#letGo();
        break;
      case Output.Message:
        face.message(this.#take(first) as MessageEvent);
        break;
      case Output.Closed: {
        const declared = cell(1) > 0;
        face.closed(
          { code: first, reason: declared ? "" : this.#reason, wasClean: cell(0) > 0 },
          {
            willRetry: cell(2) > 0,
            declared,
            // A close that the session declared lacks what only the socket knew.
            inDoubt: declared ? (this.#leftBehind.shift() ?? 0) : cell(3),
            uptime: cell(4),
            // The last to be asked for: it takes the cells.
            diagnosis: lastDiagnosis(id),
          },
        );
        break;
      }
      case Output.Undelivered:
        face.undelivered(this.#take(first), cell(0));
        break;
      case Output.Ended:
        face.ended(first, lastDiagnosis(id));
        break;
      default:
        face.notice(kind, first, cell);
    }
  }

  #dial(generation: number): void {
    let socket: WebSocket;
    try {
      socket = this.#face.dial();
    } catch (error) {
      this.#thrown = [error];
      this.#note(Tell.NotDialed, generation);
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
      this.#noteVerdict(Tell.Refused, read, generation);
      this.#tellAll();
    } else if (read < 0) {
      this.#happened(read === Reading.Pong ? Tell.Pong : Tell.Accepted, generation);
    } else {
      const message = this.#keep(event);
      this.#note(Tell.Received, generation, read, message);
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
    this.#note(Tell.Closed, generation, buffered, packed(code, reason, wasClean));
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
