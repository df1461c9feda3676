// The visitor's client, and everything that happens to it: in the log, on the time line, and as the latest close.
import {
  Client,
  type ClientCloseEvent,
  type ClientEventMap,
  type EndReason,
  type SendOutcome,
  type State,
} from "closewise";
import { sentenceOf, suspectWords } from "../i18n/diagnosis.js";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { time } from "../i18n/numbers.js";
import { type AnyOptions, clientOptions } from "./client-options.js";
import { withoutCredentials } from "./link.js";
import { EventLog, type Kind } from "./log.js";
import { markOfState, markOfVerdict } from "./marks.js";
import { describe } from "./payloads.js";
import { Timeline } from "./timeline.js";
import { chosen, protocolsOf, type Settings } from "./values.js";
import { words } from "./words.js";

/** How often the time line looks. */
const TICK = 250;

// biome-ignore lint/suspicious/noExplicitAny: the codec that was chosen says what messages are
type AnyClient = Client<any, any>;

export class Session {
  readonly log = new EventLog();
  readonly timeline = new Timeline();
  client: AnyClient | undefined;
  /** The latest close. */
  closed: ClientCloseEvent | undefined;
  /** Why there is no client any more. */
  ended: EndReason | undefined;
  /** What the present client was made of. */
  settings: Settings | undefined;
  /** When the present connection opened. */
  openedAt: number | undefined;
  /** What aborts the client, where the option `signal` is on. */
  #controller = new AbortController();
  #listening = new AbortController();
  #ticks: ReturnType<typeof setInterval> | undefined;
  readonly #lang: Lang;
  readonly #changed: () => void;

  constructor(lang: Lang, changed: () => void) {
    this.#lang = lang;
    this.#changed = changed;
  }

  get state(): State {
    return this.client?.state ?? "idle";
  }

  /** Makes another client of the settings, in the place of the present one. Throws what its constructor does. */
  connect(settings: Settings): void {
    const controller = new AbortController();
    const options = clientOptions(settings, {
      signal: controller.signal,
      WebSocket: this.#socketClass(),
    });
    // Made idle, so that nothing happens before it is listened to.
    const client: AnyClient = new Client(settings.url, protocolsOf(settings), {
      ...options,
      autoConnect: false,
    } as AnyOptions & { codec?: undefined; schema?: undefined });
    this.#leave();
    this.#controller = controller;
    this.client = client;
    this.settings = settings;
    this.ended = undefined;
    this.closed = undefined;
    this.timeline.restart();
    this.#listen(client);
    const { url } = withoutCredentials(settings.url);
    this.#add("note", fill(words(this.#lang).log.connecting, { url }), { url });
    if (options.autoConnect !== false) client.open();
    else this.timeline.enter("idle", undefined, Date.now());
    this.#ticks ??= setInterval(() => this.#tick(), TICK);
    this.#changed();
  }

  send(message: unknown): SendOutcome | undefined {
    const outcome = this.client?.send(message);
    const kind = outcome === "queued" ? "queued" : outcome === "discarded" ? "undelivered" : "sent";
    this.#message(kind, message, { outcome: outcome ?? "sent" });
    this.#changed();
    return outcome;
  }

  abort(): void {
    this.#controller.abort();
  }

  /** Something of the page's own for the log. */
  note(kind: Kind, text: string, data: Record<string, unknown> = {}): void {
    this.#add(kind, text, data);
    this.#changed();
  }

  clear(): void {
    this.log.clear();
    this.timeline.clear();
    const { state, client } = this;
    if (client) this.timeline.enter(state, markOfState(state), Date.now(), client.retryAt);
    this.#changed();
  }

  /** The present client is replaced: nothing more is told of it. */
  #leave(): void {
    const { client } = this;
    this.#listening.abort();
    this.#listening = new AbortController();
    if (!client || client.state === "ended" || client.state === "idle") return;
    this.#add("note", words(this.#lang).log.replaced, {});
    client.close(1000);
  }

  #listen(client: AnyClient): void {
    const { signal } = this.#listening;
    const on = <Type extends keyof ClientEventMap>(
      type: Type,
      listener: (event: ClientEventMap[Type]) => void,
    ) => {
      const heard = (event: Event) => {
        listener(event as unknown as ClientEventMap[Type]);
        this.#changed();
      };
      client.addEventListener(type, heard as never, { signal });
    };
    const lang = this.#lang;
    const { log } = words(lang);

    on("state", ({ from, to, reason }) => {
      const mark = markOfState(to);
      const [was, is] = [label(lang, `state.${from}`), label(lang, `state.${to}`)];
      const text = fill(log.because, { text: `${was} → ${is}`, why: log.reasons[reason] });
      this.#add("state", text, { from, to, reason }, mark);
      this.timeline.enter(to, mark, Date.now(), client.retryAt);
      this.#sample();
    });
    on("open", () => {
      const { protocol, extensions } = client;
      this.openedAt = Date.now();
      const parts = [
        protocol && fill(log.protocol, { protocol }),
        extensions && fill(log.extensions, { extensions }),
      ];
      this.#add(
        "open",
        parts.filter(Boolean).join(", ") || log.plain,
        { protocol, extensions },
        "open",
      );
    });
    on("message", ({ data }) => this.#message("received", data, {}));
    on("sent", ({ message }) => this.#message("sent", message, { outcome: "sent", waited: true }));
    on("undelivered", ({ message, reason }) =>
      this.#message("undelivered", message, { reason }, log.undelivered[reason]),
    );
    on("invalid", ({ data, issues, error }) => {
      const found = issues.map(({ message }) => message).join("; ") || String(error);
      this.#message("invalid", data, { issues: issues.map(({ message }) => message) }, found);
    });
    on("error", ({ error }) =>
      this.#add("error", error.message, { name: error.name, reason: error.reason }),
    );
    on("close", (event) => {
      this.closed = event;
      this.openedAt = undefined;
      const { code, reason, wasClean, diagnosis, uptime, synthetic, heard, inDoubt } = event;
      const { cause, verdict, source, suspects } = diagnosis;
      this.timeline.amend({ mark: markOfState(client.state, verdict) });
      this.#add(
        "close",
        fill(log.closed, {
          close: code + (reason && ` “${reason}”`),
          sentence: sentenceOf(diagnosis, lang),
        }),
        {
          ...{ code, reason, wasClean, synthetic, heard, inDoubt, uptime },
          ...{ cause, verdict, source, suspects: suspects.map(({ key }) => key) },
        },
        markOfVerdict(verdict),
      );
    });
    on("investigated", ({ answered, status, suspects }) => {
      const names = suspects.map((suspect) => suspectWords(suspect, lang).name);
      this.#add("investigated", [status, ...names].filter(Boolean).join("; "), {
        ...{ answered, status },
        suspects: suspects.map(({ key }) => key),
      });
    });
    on("retry", ({ attempt, delay, at }) => {
      this.timeline.amend({ due: at });
      const text = fill(log.retry, { attempt, delay: time(delay, lang) });
      this.#add("retry", text, { attempt, delay, due: at }, "waiting");
    });
    on("end", ({ reason }) => {
      this.ended = reason;
      this.#add("end", label(lang, `end.${reason}`), { reason }, "stopped");
    });
  }

  #message(kind: Kind, message: unknown, data: Record<string, unknown>, why = ""): void {
    const described = describe(message);
    const { log } = words(this.#lang);
    const told = (text: string) => (why ? fill(log.because, { text, why }) : text);
    const entry = this.#add(kind, told(described.text), { ...described.data, ...data });
    described.later?.then((text) => {
      entry.text = told(text);
      this.#changed();
    });
  }

  #add(
    kind: Kind,
    text: string,
    data: Record<string, unknown>,
    mark?: ReturnType<typeof markOfState>,
  ) {
    return this.log.add({ kind, text, data, mark });
  }

  #tick(): void {
    this.#sample();
    if (this.state === "ended") {
      clearInterval(this.#ticks);
      this.#ticks = undefined;
    }
    this.#changed();
  }

  #sample(): void {
    const { client, settings } = this;
    if (!client || !settings) return;
    const isProbed = chosen(settings, "liveness") === "true";
    this.timeline.sample(Date.now(), client.state, client.stats, client.bufferedAmount, isProbed);
  }

  /** A class of sockets that tells the log of each. */
  #socketClass() {
    const tell = (url: string, protocols: string[]) => {
      const shown = withoutCredentials(url).url;
      this.#add("note", fill(words(this.#lang).log.socket, { url: shown }), {
        url: shown,
        protocols,
      });
    };
    return class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        tell(url, protocols);
      }
    };
  }
}
