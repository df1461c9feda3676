// What just happened, in two or three sentences, from what was seen and nothing else.
import { suspectWords } from "../../i18n/diagnosis.js";
import { fill } from "../../i18n/fill.js";
import { label } from "../../i18n/labels.js";
import type { Lang } from "../../i18n/lang.js";
import { time } from "../../i18n/numbers.js";
import { type Strings, strings } from "../../i18n/strings.js";
import { type Scene, vanishedAt } from "../duel/scene.js";
import { type Track, timesTold } from "../duel/track.js";
import { wireWords } from "../faults/wire.js";
import { triesOf } from "../next.js";
import type { StepId } from "./steps.js";

/** None as long as nothing happened. */
export function storyOf(scene: Scene, step: StepId | undefined, lang: Lang): string[] {
  const told = step ? TELLERS[step](scene, lang) : ofAny(scene, lang);
  if (told.length === 0) return [strings(lang).lab.story.running];
  const theirs = theirStory(scene, lang);
  return theirs ? [...told, theirs] : told;
}

type Teller = (scene: Scene, lang: Lang) => string[];

const TELLERS: Record<StepId, Teller> = {
  restart(scene, lang) {
    const words = strings(lang).lab.story;
    const [close] = scene.closes;
    if (!close || !scene.wire) return [];
    const delay = firstDelay(scene, lang);
    return close.code === scene.wire.code
      ? [words.restart, fill(words.restartLesson, { delay })]
      : [
          fill(words.restartHidden, { code: close.code }),
          fill(words.restartHiddenLesson, { delay }),
        ];
  },

  vanish(scene, lang) {
    const words = strings(lang).lab.story;
    const [close] = scene.closes;
    if (!close) return [];
    const [suspect] = close.diagnosis.suspects;
    const happened = fill(words.vanish, { time: time(close.uptime, lang) });
    if (!suspect) return [happened];
    const { name } = suspectWords(suspect, lang);
    return [happened, fill(words.vanishLesson, { suspect: name, scale: scene.fault.scale ?? 1 })];
  },

  credentials(scene, lang) {
    const words = strings(lang).lab.story;
    const [close] = scene.closes;
    if (!close) return [];
    const back = backAt(scene.ours);
    const closed = firstClosed(scene.ours);
    return [
      fill(words.credentials, { code: close.code }),
      back === undefined
        ? words.credentialsSoon
        : fill(words.credentialsLesson, { time: time(back - closed, lang) }),
    ];
  },

  "half-open"(scene, lang) {
    const words = strings(lang).lab.story;
    const vanished = vanishedAt(scene);
    if (vanished === undefined) return [];
    const happened = fill(words.halfOpen, { time: time(vanished, lang) });
    if (scene.closes.length === 0) return [happened, words.halfOpenWait];
    const found = time(firstClosed(scene.ours) - vanished, lang);
    const isBack = backAt(scene.ours) !== undefined;
    return [happened, fill(isBack ? words.halfOpenLesson : words.halfOpenSoon, { time: found })];
  },

  outage(scene, lang) {
    const words = strings(lang).lab.story;
    if (scene.closes.length === 0) return [];
    const tries = triesWords(triesOf(scene.ours), lang);
    const isDelivered = timesTold(scene.ours, "delivered") > 0;
    return [words.outage, fill(isDelivered ? words.outageLesson : words.outageSoon, { tries })];
  },
};

/** Of a fault of the board. */
function ofAny(scene: Scene, lang: Lang): string[] {
  const words = strings(lang).lab.story;
  const { wire, closes, ended, ours } = scene;
  const happened = wire ? [fill(words.other, { wire: wireWords(wire, lang) })] : [];
  if (ended) return [...happened, fill(words.oursStays, { reason: label(lang, `end.${ended}`) })];
  if (closes.length === 0)
    return timesTold(ours, "open") > 0 ? [...happened, words.oursOpen] : happened;
  if (backAt(ours) === undefined) {
    return [...happened, fill(words.oursWaits, { delay: firstDelay(scene, lang) })];
  }
  return [...happened, fill(words.oursBack, { tries: triesWords(triesOf(ours), lang) })];
}

function theirStory({ theirs, rival, wire }: Scene, lang: Lang): string | undefined {
  const words = strings(lang).lab.story;
  const { name } = strings(lang).lab.rival[rival];
  const closes = timesTold(theirs, "close");
  const close = theirs.told.find(({ kind }) => kind === "close");
  const code = close?.values["code"] ?? "";
  switch (theirs.spans.at(-1)?.kind) {
    case "ended":
      return fill(leftWords(theirs, words), { name, code });
    case "open":
      if (rival === "timer" && closes > 1) break;
      if (closes > 0) return fill(words.theirsBack, { name, times: timesWords(closes, lang) });
      return fill(wire?.what === "silent" ? words.theirsLooksOpen : words.theirsOpen, { name });
    case "unknown":
      return fill(words.theirsUnknown, { name, code });
    case "connecting":
      if (closes === 0) return fill(words.theirsConnecting, { name });
      break;
    case undefined:
      return undefined;
  }
  return fill(words.theirsTimer, { name, tries: triesWords(triesOf(theirs), lang) });
}

function leftWords(theirs: Track, words: Strings["lab"]["story"]): string {
  if (timesTold(theirs, "threw") > 0) return words.theirsThrew;
  return timesTold(theirs, "lost") > 0 ? words.theirsLost : words.theirsLeft;
}

function timesWords(count: number, lang: Lang): string {
  const words = strings(lang).lab.story;
  return count === 1 ? words.once : fill(words.times, { count });
}

function triesWords(count: number, lang: Lang): string {
  const words = strings(lang).lab.story;
  return count === 1 ? words.try : fill(words.tries, { count });
}

/** The first wait that was told, or how long it has lasted. */
function firstDelay({ ours }: Scene, lang: Lang): string {
  const retry = ours.told.find(({ kind }) => kind === "retry");
  return retry ? time(Number(retry.values["delay"]), lang) : "…";
}

const firstClosed = ({ told }: Track): number => told.find(({ kind }) => kind === "close")?.at ?? 0;

/** When the client was open again after its first close. */
export function backAt(track: Track): number | undefined {
  const closed = firstClosed(track);
  return track.told.find(({ kind, at }) => kind === "open" && at > closed && closed > 0)?.at;
}
