// What a client was told, as a list: the newest last, each with its time.
import { html, nothing, type TemplateResult } from "lit";
import { fill } from "../../i18n/fill.js";
import { lookUp } from "../../i18n/labels.js";
import type { Lang } from "../../i18n/lang.js";
import { time } from "../../i18n/numbers.js";
import { strings } from "../../i18n/strings.js";
import type { Told, Track } from "./track.js";

/** Of a longer list the first are left out. */
const MOST = 9;

export function toldList(name: string, track: Track | undefined, lang: Lang): TemplateResult {
  const words = strings(lang).lab.duel;
  const told = track?.told ?? [];
  const before = Math.max(0, told.length - MOST);
  return html`
    <h3>${fill(words.told, { name })}</h3>
    ${told.length === 0 ? html`<p class="hint">${words.toldNothing}</p>` : nothing}
    ${before > 0 ? html`<p class="hint">${fill(words.more, { count: before })}</p>` : nothing}
    <ol>
      ${told.slice(before).map(
        (entry) => html`
          <li data-kind=${entry.kind}><time>${(entry.at / 1000).toFixed(2)} s</time> <span>${toldWords(entry, lang)}</span></li>
        `,
      )}
    </ol>
  `;
}

export function toldWords({ kind, values, count }: Told, lang: Lang): string {
  const words = strings(lang).lab.told;
  if (kind === "message" && count > 1) return fill(words.messages, { ...values, count });
  if (kind === "close" && values["reason"]) return fill(words.closeReason, values);
  if (kind === "end") {
    const reason = String(values["reason"]);
    return fill(words.end, { reason: lookUp(lang, `end.${reason}`) ?? reason });
  }
  if (kind === "retry") {
    return fill(words.retry, { ...values, delay: time(Number(values["delay"]), lang) });
  }
  return fill(words[kind], values);
}
