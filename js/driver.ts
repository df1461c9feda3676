// Carries out what the session decides, and tells it what happens. It decides
// nothing. The twin of src/browser, for the npm build.
import * as wasm from "../build/glue/closewise.js";

/** @internal The client's side of a driver: it makes sockets and takes notices. Only `dial` may throw. */
export interface Face {
  dial(): WebSocket;
  provide(generation: number, attempt: number, fresh: boolean): void;
  /** The application handshake's first message; undefined for none. */
  greeting(): unknown;
  probe(): unknown;
  /** The size in bytes; or -1 for a pong, -2 for a handshake accepted, -3 for one refused (see `answer`). */
  read(event: MessageEvent, handshaking: boolean): number;
  /** The user's predicate; it leaves its verdict with `answer`, or none. */
  judge(): void;
  changed(from: number, to: number, reason: number): void;
  opened(): void;
  message(event: MessageEvent): void;
  errored(): void;
  diagnosed(
    code: number,
    cause: number,
    verdict: number,
    min: number,
    max: number,
    limit: number,
    source: number,
    advice: number,
    name: string,
    sentence: string,
    reference: string,
  ): void;
  closed(
    code: number,
    reason: string,
    wasClean: boolean,
    declared: boolean,
    willRetry: boolean,
    inDoubt: number,
    uptime: number,
  ): void;
  providerFailed(failure: number): void;
  retry(attempt: number, delay: number): void;
  undelivered(message: unknown, why: number): void;
  drained(): void;
  ended(reason: number): void;
}

// What `tell` takes; the order is that of src/export/client.rs.
const OPEN = 0;
const CLOSE = 1;
const RECONNECT = 2;
const ABORT = 3;
const PROVIDED = 4;
const THREW = 5;
const INVALID = 6;
const OPENED = 7;
const ERRORED = 8;
const BUFFERED = 9;
const ONLINE = 10;
const OFFLINE = 11;
const FROZEN = 12;
const RESUMED = 13;
const WAKE = 14;
const NOT_DIALED = 15;

const NO_VERDICT = [9, 0, 0, 0] as const;
type Verdict = readonly [kind: number, min: number, max: number, limit: number];

/** The longest span that `setTimeout` can count, in ms. */
const LONGEST = 2 ** 31 - 1;

/** @internal Drives one session. It is configured first, then started. */
export class Core {
  /** No session has the number -1: it stands for the one that was forgotten, whose number another may have. */
  #id = wasm.create();
  #face!: Face;
  #socket: WebSocket | undefined;
  #release: () => void = () => {};
  /** What the session knows by a number: messages on their way in or out. */
  readonly #messages = new Map<number, unknown>();
  #lastMessage = 0;
  #reason = "";
  #closeReason = "";
  #seen = Date.now();
  #elapsed = 0;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #due = Number.POSITIVE_INFINITY;
  #deferred = false;
  #telling = false;
  #thrown: [unknown] | undefined;
  #leftBehind = 0;
  #answer: Verdict = NO_VERDICT;
  #page: AbortController | undefined;

  set(row: number, value: number): boolean {
    return wasm.set(this.#id, row, value);
  }

  features(bits: number): void {
    wasm.features(this.#id, bits);
    // Without reconnecting and liveness there is nothing that the page could change.
    if (bits & 0b100001) this.#page = new AbortController();
  }

  rule(first: number, last: number, ...[kind, min, max, limit]: Verdict): void {
    wasm.rule(this.#id, first, last, kind, min, max, limit);
  }

  profile(name: string): boolean {
    return wasm.profile(this.#id, name);
  }

  check(): boolean {
    return wasm.check(this.#id);
  }

  /** Tells `face.diagnosed` what a close would mean to this client; for `flags` see src/export. */
  diagnose(
    face: Pick<Face, "diagnosed">,
    code: number,
    reason: string,
    flags: number,
    uptime: number,
  ): void {
    wasm.diagnose(this.#id, code, reason, flags, uptime);
    this.#diagnosed(face);
  }

  /** Starts the session; throws what the platform threw at the first socket. */
  start(face: Face): void {
    this.#face = face;
    wasm.start(this.#id, Math.random() * 2 ** 53, this.#now());
    if (this.#page) this.#watchPage(this.#page.signal);
    this.#call(OPEN);
    const thrown = this.#thrown;
    this.#thrown = undefined;
    if (thrown) throw thrown[0];
  }

  /** 0 sent, 1 queued, 2 not open, 3 outbox full, 4 too big for it, 5 ended. */
  send(data: unknown, bytes: number, ttl = Number.NaN): number {
    const message = this.#keep(data);
    const outcome = wasm.send(this.#id, message, bytes, ttl, this.#now());
    if (outcome > 1) this.#messages.delete(message);
    this.#called();
    return outcome;
  }

  /** Ends the session; a code of 0 sends none. */
  close(code: number, reason: string): void {
    this.#closeReason = reason;
    this.#call(CLOSE, code);
  }

  abort(): void {
    this.#call(ABORT);
  }

  reconnect(): void {
    this.#call(RECONNECT);
  }

  /** The provider's answer: 0 for given, 1 for threw, 3 for no URL or protocols. */
  provided(generation: number, failure: number): void {
    this.#happened(failure === 0 ? PROVIDED : failure === 1 ? THREW : INVALID, generation);
    this.#thrown = undefined;
  }

  /** Leaves a verdict for the `judge` or `read` under way. */
  answer(...verdict: Verdict): void {
    this.#answer = verdict;
  }

  state(): number {
    return wasm.status(this.#id) & 7;
  }

  drained(): boolean {
    return (wasm.status(this.#id) & 32) !== 0;
  }

  stat(place: number): number {
    return wasm.stat(this.#id, place, this.#now());
  }

  /** Forgets the session. */
  free(): void {
    this.#letGo();
    wasm.forget(this.#id);
    this.#id = -1;
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

  /** A user's call: its effects are carried out, its notices come in a task of their own. */
  #call(kind: number, a = 0): void {
    wasm.tell(this.#id, kind, a, 0, this.#now());
    this.#called();
  }

  #called(): void {
    this.#poll(true);
    if (!this.#telling && !this.#deferred && wasm.status(this.#id) & 8) {
      this.#deferred = true;
      setTimeout(() => {
        this.#deferred = false;
        this.#tellAll();
      }, 0);
    }
  }

  /** What the browser told. */
  #happened(kind: number, a = 0, b = 0): void {
    wasm.tell(this.#id, kind, a, b, this.#now());
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
      const output = wasm.poll(this.#id, effectsOnly);
      if (output === 0) break;
      this.#perform(output % 32, Math.floor(output / 32));
    }
    this.#setAlarm();
  }

  // The order of the kinds is that of src/export/client.rs.
  #perform(kind: number, first: number): void {
    const id = this.#id;
    const face = this.#face;
    const field = (place: number) => wasm.field(id, place);
    switch (kind) {
      case 1:
        if (wasm.diagnosisNumber(id, 0)) this.#diagnosed(face);
        face.provide(first, field(0), field(1) !== 0);
        break;
      case 2:
        this.#dial(first);
        break;
      case 3:
        this.#hand(face.greeting());
        break;
      case 4:
        this.#hand(this.#take(first));
        break;
      case 5:
        this.#hand(face.probe());
        break;
      case 6:
        wasm.tell(id, BUFFERED, first, this.#socket?.bufferedAmount ?? 0, this.#now());
        break;
      case 7:
        first ? this.#socket?.close(first, this.#closeReason) : this.#socket?.close();
        break;
      case 8:
        this.#discard();
        break;
      case 9:
        this.#judge();
        break;
      case 10:
        this.#letGo();
        break;
      case 11:
        face.changed(first, field(0), field(1));
        break;
      case 12:
        face.opened();
        break;
      case 13:
        face.message(this.#take(first) as MessageEvent);
        break;
      case 14:
        face.errored();
        break;
      case 15:
        this.#closed(first);
        break;
      case 16:
        face.providerFailed(first);
        break;
      case 17:
        face.retry(first, field(0));
        break;
      case 18:
        face.undelivered(this.#take(first), field(0));
        break;
      case 19:
        face.drained();
        break;
      case 20:
        if (wasm.diagnosisNumber(id, 0)) this.#diagnosed(face);
        face.ended(first);
        break;
    }
  }

  #dial(generation: number): void {
    let socket: WebSocket;
    try {
      socket = this.#face.dial();
    } catch (error) {
      this.#thrown = [error];
      wasm.tell(this.#id, NOT_DIALED, generation, 0, this.#now());
      return;
    }
    const listeners = {
      open: () => this.#happened(OPENED, generation),
      message: (event: MessageEvent) => this.#received(generation, event),
      error: () => this.#happened(ERRORED, generation),
      close: (event: CloseEvent) => {
        const buffered = this.#detach()?.bufferedAmount ?? 0;
        this.#reason = event.reason;
        const { code, reason, wasClean } = event;
        wasm.closed(this.#id, generation, code, reason, wasClean, buffered, this.#now());
        this.#tellAll();
      },
    };
    const each = Object.entries(listeners) as [string, EventListener][];
    for (const [name, listener] of each) socket.addEventListener(name, listener);
    this.#socket = socket;
    this.#release = () => {
      for (const [name, listener] of each) socket.removeEventListener(name, listener);
    };
  }

  #received(generation: number, event: MessageEvent): void {
    const id = this.#id;
    let message = 0;
    const read = this.#face.read(event, (wasm.status(id) & 16) !== 0);
    if (read === -3) {
      wasm.refused(id, generation, 0, ...this.#answer, this.#now());
    } else {
      const reading = read < 0 ? -read : 0;
      message = reading ? 0 : this.#keep(event);
      wasm.received(id, generation, message, reading ? 0 : read, reading, this.#now());
    }
    this.#tellAll();
    // The session passes over messages that come while it closes.
    if (!this.#telling) this.#messages.delete(message);
  }

  #judge(): void {
    this.#answer = NO_VERDICT;
    this.#diagnosed(this.#face);
    this.#face.judge();
    wasm.judged(this.#id, ...this.#answer, this.#now());
  }

  #diagnosed(face: Pick<Face, "diagnosed">): void {
    const id = this.#id;
    const number = (place: number) => wasm.diagnosisNumber(id, place);
    const text = (place: number) => wasm.diagnosisText(id, place);
    face.diagnosed(
      number(0),
      number(1),
      number(2),
      number(3),
      number(4),
      number(5),
      number(6),
      number(7),
      text(0),
      text(1),
      text(2),
    );
  }

  #closed(code: number): void {
    const field = (place: number) => wasm.field(this.#id, place);
    const declared = field(2) !== 0;
    const [wasClean, willRetry, uptime] = [field(1) !== 0, field(3) !== 0, field(5)];
    // A close that the session declared lacks what only the socket knew.
    const inDoubt = declared ? this.#leftBehind : field(4);
    this.#diagnosed(this.#face);
    const reason = declared ? "" : this.#reason;
    this.#face.closed(code, reason, wasClean, declared, willRetry, inDoubt, uptime);
  }

  #hand(message: unknown): void {
    if (message !== undefined) this.#socket?.send(message as string);
  }

  #detach(): WebSocket | undefined {
    const socket = this.#socket;
    this.#release();
    this.#release = () => {};
    this.#socket = undefined;
    return socket;
  }

  #discard(): void {
    const socket = this.#detach();
    this.#leftBehind = socket?.bufferedAmount ?? 0;
    socket?.close();
  }

  #watchPage(signal: AbortSignal): void {
    const listen = (target: EventTarget | undefined, name: string, kind: number) =>
      target?.addEventListener?.(name, () => this.#happened(kind), { signal });
    const scope = globalThis as unknown as EventTarget;
    const page = globalThis.document as Document | undefined;
    listen(scope, "online", ONLINE);
    listen(scope, "offline", OFFLINE);
    listen(scope, "pagehide", FROZEN);
    listen(scope, "pageshow", RESUMED);
    listen(page, "freeze", FROZEN);
    listen(page, "resume", RESUMED);
    // The page's timers may have been throttled while it was hidden.
    listen(page, "visibilitychange", WAKE);
    if (globalThis.navigator?.onLine === false) {
      wasm.tell(this.#id, OFFLINE, 0, 0, this.#now());
    }
  }

  /** One timer, for the earliest deadline; set again only for an earlier one. */
  #setAlarm(): void {
    const at = wasm.timeout(this.#id);
    if (at >= this.#due) return;
    clearTimeout(this.#alarm);
    this.#due = at;
    this.#alarm = setTimeout(
      () => {
        this.#due = Number.POSITIVE_INFINITY;
        this.#happened(WAKE);
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

/** @internal Takes the rows of the tables. */
export interface Sink {
  setting?(name: string, min: number, max: number): void;
  registration?(
    code: number,
    name: string,
    verdict: number,
    min: number,
    max: number,
    limit: number,
    meaning: string,
    reference: string,
  ): void;
}

/** @internal The settings, in their order. */
export function settings(sink: Required<Pick<Sink, "setting">>): void {
  for (let row = 0; ; row += 1) {
    const name = wasm.settingName(row);
    if (!name) return;
    sink.setting(name, wasm.settingBound(row, 0), wasm.settingBound(row, 1));
  }
}

/** @internal The registered close codes, in their order. */
export function registry(sink: Required<Pick<Sink, "registration">>): void {
  for (let row = 0; ; row += 1) {
    const number = (column: number) => wasm.registryNumber(row, column);
    const text = (column: number) => wasm.registryText(row, column);
    const code = number(0);
    if (Number.isNaN(code)) return;
    sink.registration(code, text(0), number(1), number(2), number(3), number(4), text(1), text(2));
  }
}

/** @internal */
export const closeCode: (code: number) => number = wasm.closeCode;
