// The bench: what was chosen, the session that came of it, and what the page has to say about either.
import { OptionError, OutboxError } from "closewise";
import { fill } from "../i18n/fill.js";
import type { Lang } from "../i18n/lang.js";
import { bytes, time } from "../i18n/numbers.js";
import { type CloseArguments, closeArguments } from "./close-rules.js";
import { type FileProgress, MOST, sendFile } from "./files.js";
import type { Entry } from "./log.js";
import { OPTIONS } from "./options.js";
import { Session } from "./session.js";
import { protocolsFault, urlFault } from "./url-rules.js";
import {
  chosen,
  counts,
  type Fault,
  faultOf,
  NOTHING,
  protocolsOf,
  rowOf,
  type Settings,
  tidied,
  withValue,
} from "./values.js";
import { type Words, words } from "./words.js";

/** The fields that a fault can stand at, beside the paths of options. */
export type Field =
  | "url"
  | "protocols"
  | "message"
  | "file"
  | "close-code"
  | "close-reason"
  | "connect";

export class Bench {
  readonly lang: Lang;
  readonly words: Words;
  readonly session: Session;
  settings: Settings = NOTHING;
  /** What is wrong, in words, by the field or the option. */
  readonly faults = new Map<string, string>();
  /** What came of the last action, beside its button. */
  readonly notes = new Map<Field | "link" | "log" | "code", string>();
  message = "";
  closeCode = "1000";
  closeReason = "";
  file: FileProgress | undefined;
  codeLanguage: "js" | "ts" | "rust" = "js";
  selected: Entry | undefined;
  #cancel = new AbortController();
  readonly #changed: () => void;

  /** `changed` is called whenever something else is to be shown. */
  constructor(lang: Lang, changed: () => void = () => {}) {
    this.lang = lang;
    this.words = words(lang);
    this.#changed = changed;
    this.session = new Session(lang, changed);
  }

  /** Whether the client that runs was made of other settings than those on the page. */
  get isStale(): boolean {
    const { settings, state } = this.session;
    return settings !== undefined && state !== "ended" && !isSame(settings, this.settings);
  }

  change(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    for (const field of ["url", "protocols", "connect"]) this.faults.delete(field);
    this.notes.delete("link");
    this.#changed();
  }

  choose(path: string, typed: string): void {
    const row = rowOf(path);
    if (!row) return;
    this.settings = withValue(this.settings, path, tidied(row, typed));
    this.#judge(path);
    this.faults.delete("connect");
    this.#changed();
  }

  resetOptions(): void {
    for (const { path } of OPTIONS) this.faults.delete(path);
    this.settings = { ...this.settings, values: {} };
    this.#changed();
  }

  /** Returns the field at fault, if there is one. */
  connect(): string | undefined {
    const { settings, faults } = this;
    this.#fault("url", urlFault(settings.url, this.words, globalThis.location));
    this.#fault("protocols", protocolsFault(protocolsOf(settings), this.words));
    for (const row of OPTIONS) this.#judge(row.path);
    const bad = ["url", "protocols", ...OPTIONS.map(({ path }) => path)].filter((field) =>
      faults.has(field),
    );
    const paths = bad.filter((field) => rowOf(field)).join(", ");
    this.#fault("connect", paths ? fill(this.words.faults.option, { paths }) : undefined);
    if (bad.length > 0) {
      this.#changed();
      return bad[0];
    }
    try {
      this.session.connect({ ...settings, url: settings.url.trim() });
      this.settings = { ...settings, url: settings.url.trim() };
    } catch (error) {
      const field = error instanceof OptionError ? error.option : "url";
      this.#fault(rowOf(field) ? field : "url", refusalWords(error as Error, settings, this.words));
      this.#changed();
      return field;
    }
    for (const field of ["message", "file", "close-code"]) this.faults.delete(field);
    this.#changed();
    return undefined;
  }

  showCode(language: Bench["codeLanguage"]): void {
    this.codeLanguage = language;
    this.notes.delete("code");
    this.#changed();
  }

  /** What came of an action, beside its button. */
  note(of: Field | "link" | "log" | "code", text: string): void {
    this.notes.set(of, text);
    this.#changed();
  }

  send(kind: "text" | "json"): void {
    this.notes.delete("message");
    this.#fault("message", this.#send(kind));
    this.#changed();
  }

  close(): void {
    const given = closeArguments(this.closeCode, this.closeReason, this.words);
    const { client } = this.session;
    this.faults.delete("close-code");
    this.faults.delete("close-reason");
    if ("field" in given) this.#fault(`close-${given.field}`, given.words);
    else if (!client) this.#fault("close-code", this.words.talk.notConnected);
    else if (client.state === "ended") this.#fault("close-code", this.words.talk.over);
    else closeWith(client, given);
    this.#changed();
  }

  /** Sends the first of these files. */
  async sendFiles(files: readonly File[]): Promise<void> {
    const [file] = files;
    if (!file) return;
    this.notes.delete("file");
    const fault = this.#fileFault(file);
    this.#fault("file", fault);
    this.#changed();
    const { client } = this.session;
    if (fault || !client) return;
    if (files.length > 1) this.notes.set("file", this.words.files.one);
    this.#cancel = new AbortController();
    const progress = await sendFile(client, file, this.#cancel.signal, (progress) => {
      this.file = progress;
      this.#changed();
    });
    const { name, sent, total, state } = progress;
    this.session.note("file", fileWords(progress, this.words, this.lang), {
      name,
      sent,
      total,
      state,
    });
  }

  cancelFile(): void {
    this.#cancel.abort();
  }

  #send(kind: "text" | "json"): string | undefined {
    const { talk } = this.words;
    const { client } = this.session;
    if (!client) return talk.notConnected;
    if (client.state === "ended") return talk.over;
    let message: unknown = this.message;
    const isCoded = chosen(this.session.settings ?? NOTHING, "codec") === "json";
    if (kind === "json") {
      try {
        const value: unknown = JSON.parse(this.message);
        message = isCoded ? value : JSON.stringify(value);
      } catch (error) {
        return fill(talk.badJson, { message: (error as Error).message });
      }
    }
    try {
      const outcome = this.session.send(message);
      const note =
        outcome === "queued" ? talk.queued : outcome === "discarded" ? talk.discarded : "";
      if (note) this.notes.set("message", note);
      return undefined;
    } catch (error) {
      if (!(error instanceof OutboxError)) {
        return (error as Error).name === "InvalidStateError"
          ? talk.notOpen
          : (error as Error).message;
      }
      return error.reason === "too-big"
        ? talk.tooBig
        : fill(talk.full, { queued: error.queuedMessages });
    }
  }

  #fileFault({ name, size }: File): string | undefined {
    const { files } = this.words;
    const isBusy = this.file?.state === "sending" || this.file?.state === "waiting";
    if (isBusy) return files.busy;
    if (size > MOST) return fill(files.tooLarge, { name, size: bytes(size), most: bytes(MOST) });
    if (size === 0) return fill(files.empty, { name });
    if (this.session.state !== "open") return files.notOpen;
    const codec = chosen(this.session.settings ?? NOTHING, "codec");
    return codec === "json" ? files.codec : undefined;
  }

  #judge(path: string): void {
    const row = rowOf(path);
    if (!row) return;
    const fault = counts(this.settings, row)
      ? faultOf(row, chosen(this.settings, path))
      : undefined;
    const either = row.kind.type === "number" ? row.kind.words?.join(", ") : undefined;
    this.#fault(path, fault && faultWords(fault, this.words, either));
  }

  #fault(field: string, text: string | undefined): void {
    if (text) this.faults.set(field, text);
    else this.faults.delete(field);
  }
}

export function fileWords(progress: FileProgress, { files }: Words, lang: Lang): string {
  const { name, sent, total, state, startedAt, endedAt = startedAt } = progress;
  const span = time(endedAt - startedAt, lang);
  return fill(files[state], { name, sent: bytes(sent), total: bytes(total), span });
}

function closeWith(client: NonNullable<Session["client"]>, { code, reason }: CloseArguments): void {
  if (code === undefined) client.close();
  else client.close(code, reason);
}

/** What the client's constructor threw. What does not go together is said in the language of the page. */
function refusalWords(error: Error, settings: Settings, { faults }: Words): string {
  const conflict = error instanceof OptionError ? error.conflict : undefined;
  if (!conflict) return fill(faults.refused, { message: error.message });
  const profile = chosen(settings, "profile");
  return fill(faults.conflict[conflict.reason], { least: "", ...conflict, profile });
}

function faultWords(fault: Fault, { faults }: Words, either: string | undefined): string {
  if (fault.fault === "number" && either) return fill(faults.numberOr, { words: either });
  const { fault: kind, ...values } = fault;
  return fill(faults[kind], values as Record<string, string | number>);
}

const isSame = (one: Settings, other: Settings): boolean =>
  JSON.stringify([one.url, one.protocols, Object.entries(one.values).sort()]) ===
  JSON.stringify([other.url, other.protocols, Object.entries(other.values).sort()]);
