// A diagnosis in the language of the page. What the package says in English is under stable keys, which the table of
// another language has too.
import type { Diagnosis, Suspect, Verdict } from "closewise";
import { fill } from "./fill.js";
import { lookUp } from "./labels.js";
import type { Lang } from "./lang.js";
import { span } from "./numbers.js";

/** What happened, in a sentence. */
export function eventOf(diagnosis: Diagnosis, lang: Lang): string {
  const [event] = diagnosis.explanation;
  return event ? translated(diagnosis, lang, event) : diagnosis.sentence;
}

/** What it is worth, in a sentence; undefined where nothing is left to decide. */
export function worthOf(diagnosis: Diagnosis, lang: Lang): string | undefined {
  const worth = diagnosis.explanation.find(({ key }) => key.startsWith("worth."));
  return worth && translated(diagnosis, lang, worth);
}

/** The whole diagnosis, in a few sentences. */
export function sentenceOf(diagnosis: Diagnosis, lang: Lang): string {
  if (lang === "en") return diagnosis.sentence;
  return diagnosis.explanation.map((part) => translated(diagnosis, lang, part)).join("");
}

/** What the name of the code means, if the page is in another language than the name. */
export function glossOf(diagnosis: Diagnosis, lang: Lang): string | undefined {
  const key = diagnosis.explanation.map(({ key }) => meaningKey(key)).find(Boolean);
  return lookUp(lang, `${key ?? `code.${diagnosis.code}`}.name`);
}

/** Whether the sentence of a suspect says more than that a close like this is typical of it. */
export function saysMore({ key, kind }: Suspect): boolean {
  const evidence = key.slice(kind.length + 1);
  return !key.startsWith(`${kind}.`) || EVIDENCE.has(evidence) || isOfARequest(evidence);
}

const EVIDENCE = new Set(["silence", "same-silence", "age", "same-age", "words", "certain"]);

/** What a plain request to the same address found. */
const isOfARequest = (evidence: string): boolean => evidence.startsWith("request-");

export interface SuspectWords {
  readonly name: string;
  readonly sentence: string;
  readonly remedy: string;
}

export function suspectWords(suspect: Suspect, lang: Lang): SuspectWords {
  if (lang === "en") return suspect;
  const { key, kind, span: millis } = suspect;
  const name = lookUp(lang, `${kind}.name`) ?? suspect.name;
  const ofTheProduct = lookUp(lang, `signature.${key}.sentence`);
  if (ofTheProduct) {
    const remedy = lookUp(lang, `signature.${key}.remedy`) ?? suspect.remedy;
    return { name: suspect.name, sentence: ofTheProduct, remedy };
  }
  const evidence = key.slice(kind.length + 1);
  const directive = /its (\S+) does not/.exec(suspect.sentence)?.[1] ?? "";
  const status = /\b\d{3}\b/.exec(suspect.sentence)?.[0] ?? "";
  const values = { name, directive, status, span: millis ? span(millis, lang) : "" };
  const sentence =
    evidence === "certain" ? lookUp(lang, "blocked.certain") : lookUp(lang, evidence);
  return {
    name,
    sentence: fill(sentence ?? lookUp(lang, "typical") ?? suspect.sentence, values),
    remedy: remedyOf(suspect, lang, evidence, values),
  };
}

function remedyOf(
  { kind, remedy, span: millis }: Suspect,
  lang: Lang,
  evidence: string,
  values: Record<string, string>,
): string {
  if (evidence === "request-redirect") return lookUp(lang, "wrong-path.follow") ?? remedy;
  if (evidence === "certain") return fill(lookUp(lang, "blocked.allow") ?? remedy, values);
  if (
    kind === "idle-timeout" &&
    millis &&
    (evidence === "silence" || evidence === "same-silence")
  ) {
    // Three times in four of the silence, as the package reckons.
    const interval = span(Math.max(1, Math.floor((millis / 1000) * 0.75)) * 1000, lang);
    return fill(lookUp(lang, "idle-timeout.heartbeat") ?? remedy, { interval });
  }
  return lookUp(lang, `${kind}.remedy`) ?? remedy;
}

function translated(
  diagnosis: Diagnosis,
  lang: Lang,
  { key, text }: Diagnosis["explanation"][number],
): string {
  if (lang === "en") return text;
  const [first] = diagnosis.suspects;
  if (key.startsWith("suspect.") && first) {
    const words = suspectWords(first, lang);
    return key.endsWith(".remedy") ? words.remedy : words.sentence;
  }
  if (key === "any-of") {
    const names = diagnosis.suspects.slice(0, 3).map((suspect) => suspectWords(suspect, lang).name);
    return fill(lookUp(lang, key) ?? text, { names: names.join("、") });
  }
  if (key.startsWith("closed-by-peer")) return closeFrame(diagnosis, lang, key, text);
  if (key.startsWith("worth.")) {
    return fill(
      lookUp(lang, key) ?? text,
      verdictValues(diagnosis.verdict, diagnosis.source, lang),
    );
  }
  return lookUp(lang, key) ?? text;
}

/** The key may end with that of the meaning: `code.1012`, `profile.discord.4004`. */
const meaningKey = (key: string): string | undefined =>
  /^closed-by-peer(?:-for)?\.(.+)$/.exec(key)?.[1];

function closeFrame(diagnosis: Diagnosis, lang: Lang, key: string, text: string): string {
  const meaning = lookUp(lang, meaningKey(key) ?? "");
  const phrase = lookUp(lang, meaning ? "closed-by-peer-for" : "closed-by-peer");
  if (!phrase) return text;
  const gloss = glossOf(diagnosis, lang);
  const name = gloss ? `${diagnosis.name}，${gloss}` : diagnosis.name;
  return fill(phrase, { code: diagnosis.code, name, meaning: meaning ?? "" });
}

function verdictValues(
  verdict: Verdict,
  source: Diagnosis["source"],
  lang: Lang,
): Record<string, string> {
  const values: Record<string, string> = {
    source: lookUp(lang, `source.${source}`) ?? "",
    limit: "",
    from: "",
    to: "",
  };
  if (verdict.action !== "retry") return values;
  if (verdict.limit) values["limit"] = fill(lookUp(lang, "limit") ?? "", { tries: verdict.limit });
  if (verdict.pace === "window") {
    const { min, max } = verdict;
    const inSeconds = min % 1000 === 0 && max % 1000 === 0;
    values["from"] = String(inSeconds ? min / 1000 : min);
    values["to"] = inSeconds ? `${max / 1000} s` : `${max} ms`;
  }
  return values;
}
