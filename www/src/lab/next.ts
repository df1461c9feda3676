// What closewise does next, in a sentence.
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { secondsLeft } from "../i18n/numbers.js";
import { strings } from "../i18n/strings.js";
import type { Scene } from "./duel/scene.js";
import type { Track } from "./duel/track.js";

/** Undefined before the first close. */
export function nextWords(scene: Scene, lang: Lang): string | undefined {
  const { closes, state, attempt, ended, isStopped, ours, now } = scene;
  if (closes.length === 0 && !ended) return undefined;
  const words = strings(lang).lab.next;
  if (ended) return fill(words.over, { reason: label(lang, `end.${ended}`) });
  if (isStopped) return words.stopped;
  switch (state) {
    case "waiting": {
      const left = secondsLeft((ours.spans.at(-1)?.until ?? now) - now, lang);
      return fill(words.retry, { attempt: attempt || 1, left });
    }
    case "connecting":
      return fill(words.onItsWay, { attempt: attempt || 1 });
    case "paused":
      return words.paused;
    case "open": {
      const attempts = triesOf(ours);
      return attempts === 1 ? words.openedFirst : fill(words.opened, { attempts });
    }
    default:
      return undefined;
  }
}

/** How many attempts were made after the first. */
export const triesOf = (track: Track): number =>
  Math.max(0, track.spans.filter(({ kind }) => kind === "connecting").length - 1);
