// What a visitor tells of a close: as it is typed, as a link has it, and as the classifier takes it.
import { type Close, type CloseContext, type Diagnosis, diagnose } from "closewise";
import type { Profile } from "closewise/profiles";
import { fill } from "../i18n/fill.js";
import type { Lang } from "../i18n/lang.js";
import { profiles, signatures } from "../reference/tables.js";
import { meaningWords } from "./words.js";

/** The fields of the form, as they are typed. */
export interface Asked {
  readonly code: string;
  readonly reason: string;
  readonly clean: boolean;
  readonly opened: boolean;
  /** In seconds; empty if it is not known. */
  readonly up: string;
  readonly silent: string;
  /** The name of a product, as the signatures have it; empty if it is not known. */
  readonly front: string;
  /** The name of a profile; empty if there is none. */
  readonly protocol: string;
}

/** What the form begins with: the close that most people come with. */
export const FIRST: Asked = {
  code: "1006",
  reason: "",
  clean: false,
  opened: true,
  up: "",
  silent: "60",
  front: "",
  protocol: "",
};

/** What is asked as a link has it, without what is left open. */
export function toQuery(asked: Asked): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value === true) query.set(name, "1");
    else if (value) query.set(name, String(value));
  }
  return query.toString();
}

/** What a link asks; undefined if it asks nothing. */
export function fromQuery(text: string): Asked | undefined {
  const query = new URLSearchParams(text);
  if (!query.has("code")) return undefined;
  const of = (name: keyof Asked) => query.get(name) ?? "";
  return {
    code: of("code"),
    reason: of("reason"),
    clean: of("clean") === "1",
    opened: of("opened") === "1",
    up: of("up"),
    silent: of("silent"),
    front: fronts().includes(of("front")) ? of("front") : "",
    protocol: profileNamed(of("protocol")) ? of("protocol") : "",
  };
}

/** The products that the signatures name, in the order of the alphabet. */
export const fronts = (): string[] =>
  [...new Set(signatures.map(({ name }) => name))].sort((one, other) =>
    one.localeCompare(other, "en", { sensitivity: "base" }),
  );

export const profileNamed = (name: string): Profile | undefined =>
  profiles().find((profile) => profile.name === name);

/** The fields that may be wrong, and what is wrong with them in words. */
export type Faults = Partial<Record<"code" | "reason" | "up" | "silent", string>>;

const MOST_REASON_BYTES = 123;

export function faultsOf(asked: Asked, lang: Lang): Faults {
  const words = meaningWords(lang).errors;
  const faults: Faults = {};
  if (!/^\d{1,5}$/.test(asked.code.trim()) || Number(asked.code) > 65_535) faults.code = words.code;
  const bytes = new TextEncoder().encode(asked.reason).length;
  if (bytes > MOST_REASON_BYTES) faults.reason = fill(words.reason, { bytes });
  if (!asked.opened) return faults;
  const [up, silent] = [millis(asked.up), millis(asked.silent)];
  if (Number.isNaN(up)) faults.up = words.seconds;
  if (Number.isNaN(silent)) faults.silent = words.seconds;
  if (up !== undefined && silent !== undefined && silent > up) faults.silent = words.silentLonger;
  return faults;
}

/** From seconds as they are typed; undefined if nothing is, `NaN` if it is no such number. */
function millis(seconds: string): number | undefined {
  const text = seconds.trim().replace(",", ".");
  if (text === "") return undefined;
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Number.NaN;
}

/** The diagnosis of what is asked, in which no fault is left. */
export function answerTo(asked: Asked): Diagnosis {
  const { code, reason, clean, front, protocol } = asked;
  const close: Close = { code: Number(code), reason, wasClean: clean };
  const profile = profileNamed(protocol);
  return diagnose(close, contextOf(asked), { profile, suspects: suspectsBehind(front) });
}

function contextOf({ opened, up, silent }: Asked): CloseContext {
  if (!opened) return { opened };
  const [uptime, silence] = [millis(up), millis(silent)];
  return { opened, uptime, inboundSilence: silence, outboundSilence: silence };
}

/** With a product in front, its own signatures, and those that give themselves away by their words. */
const suspectsBehind = (front: string) =>
  front === ""
    ? signatures
    : [
        ...signatures.filter(({ name }) => name === front),
        ...signatures.filter(({ name, words }) => name !== front && words),
      ];
