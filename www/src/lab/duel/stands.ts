// Where each of the two stands now: a mark and a few words.
import { html, nothing, type TemplateResult } from "lit";
import { type Mark, markIcon } from "../../card/mark.js";
import { fill } from "../../i18n/fill.js";
import type { Lang } from "../../i18n/lang.js";
import { secondsLeft } from "../../i18n/numbers.js";
import { strings } from "../../i18n/strings.js";
import { type Scene, vanishedAt } from "./scene.js";
import { timesTold } from "./track.js";

export type Who = "ours" | "theirs";

export interface Stands {
  readonly mark: Mark | undefined;
  readonly words: string;
}

export function standsOf(scene: Scene, who: Who, lang: Lang): Stands {
  const words = strings(lang).lab.stands;
  const track = scene[who];
  const present = track.spans.at(-1);
  if (!present) return { mark: undefined, words: words.notYet };
  if (scene.isStopped && present.kind !== "ended") return { mark: "stopped", words: words.stopped };
  const again = timesTold(track, "close") > 0;
  switch (present.kind) {
    case "connecting":
      return { mark: undefined, words: again ? words.reconnecting : words.connecting };
    case "open": {
      const vanished = vanishedAt(scene);
      if (!again && vanished !== undefined) return { mark: "open", words: words.looksOpen };
      return { mark: "open", words: again ? words.openAgain : words.open };
    }
    case "closing":
      return { mark: undefined, words: words.closing };
    case "waiting": {
      const isRefused = present.mark === "credentials";
      const left = secondsLeft((present.until ?? scene.now) - scene.now, lang);
      return {
        mark: isRefused ? "credentials" : "waiting",
        words: fill(isRefused ? words.credentials : words.waiting, { left }),
      };
    }
    case "paused":
      return { mark: "waiting", words: words.paused };
    case "unknown":
      return { mark: undefined, words: words.unknown };
    case "ended":
      return { mark: "stopped", words: who === "ours" ? words.over : words.leftAlone };
  }
}

export const standsTemplate = (stands: Stands | undefined): TemplateResult => html`
  <p class="stands" data-mark=${stands?.mark ?? "none"}>
    ${stands?.mark ? markIcon(stands.mark) : nothing}<span>${stands?.words ?? ""}</span>
  </p>
`;
