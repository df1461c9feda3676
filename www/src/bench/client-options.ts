// The options of a client as the page's settings say: the same that the snippets show.
import type { ClientOptions, StandardSchema, WebSocketClass } from "closewise";
import { suspects } from "closewise/suspects";
import type { OptionRow } from "./option-row.js";
import { PROFILES } from "./profiles.js";
import { chosenRows, type Settings } from "./values.js";
import { parseCodes, parseOverride } from "./verdict-words.js";

/** What only the page can give. */
export interface FromPage {
  readonly signal: AbortSignal;
  readonly WebSocket: WebSocketClass;
}

// biome-ignore lint/suspicious/noExplicitAny: the codec that was chosen says what messages are
export type AnyOptions = ClientOptions<any, any>;

export function clientOptions(settings: Settings, page: FromPage): AnyOptions {
  const options: Record<string, unknown> = {};
  for (const row of chosenRows(settings)) {
    const value = valueFor(row, settings.values[row.path] ?? row.default, page);
    const [part = "", name] = row.path.split(".");
    if (name === undefined) options[part] = value;
    else options[part] = { ...Object(options[part]), [name]: value };
  }
  return options;
}

function valueFor(row: OptionRow, value: string, { signal, WebSocket }: FromPage): unknown {
  switch (row.path) {
    case "reconnect.random":
      return () => Number(value);
    case "reconnect.when":
      return overriding(value);
    case "liveness.probe":
      return value || false;
    case "liveness.isPong":
      return (data: unknown) => data === value;
    case "handshake.check":
      return (data: unknown) => (String(data).includes(value) ? "accept" : undefined);
    case "profile":
      return PROFILES[value];
    case "suspects":
      return suspects;
    case "codes":
      return codes(value);
    case "schema":
      return requiring(value);
    case "signal":
      return signal;
    case "WebSocket":
      return WebSocket;
  }
  if (row.kind.type === "switch") return value === "true";
  if (row.kind.type !== "number" || row.kind.words?.includes(value)) return value;
  return Number(value);
}

function overriding(
  text: string,
): NonNullable<Exclude<AnyOptions["reconnect"], boolean | undefined>["when"]> {
  const rule = parseOverride(text);
  return ({ cause }) => (cause === rule?.cause ? rule.verdict : undefined);
}

const codes = (text: string): AnyOptions["codes"] =>
  Object.fromEntries(
    (parseCodes(text) ?? []).map(({ first, last, verdict }) => [
      first === last ? first : `${first}-${last}`,
      verdict,
    ]),
  );

/** A schema of objects that have a property of this name. */
const requiring = (name: string): StandardSchema => ({
  "~standard": {
    version: 1,
    vendor: "closewise-bench",
    validate: (value) =>
      Object.hasOwn(Object(value), name)
        ? { value }
        : { issues: [{ message: `it has no ${name}` }] },
  },
});
