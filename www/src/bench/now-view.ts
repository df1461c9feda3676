// What the connection does now, and why the last one ended.
import { html, nothing, type TemplateResult } from "lit";
import { closeCard } from "../card/close-card.js";
import { type Mark, markIcon } from "../card/mark.js";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import { bytes, time } from "../i18n/numbers.js";
import type { Bench } from "./bench.js";
import { markOfState } from "./marks.js";

export function nowView(bench: Bench): TemplateResult {
  const { words, lang, session } = bench;
  const { closed, state } = session;
  const mark = markOfState(state, closed?.diagnosis.verdict);
  return html`
    <section class="now" aria-labelledby="now-title">
      <h2 id="now-title" class="visually-hidden">${words.now.label}</h2>
      <p class="present" data-state=${state}>
        <span class="chip" data-mark=${mark ?? nothing}>${mark ? markIcon(mark) : nothing}${label(lang, `state.${state}`)}</span>
        <span class="doing">${doing(bench)}</span>
      </p>
      ${closed ? card(bench) : placeholder(bench)}
    </section>
  `;
}

/** A sentence on the state, with how long it takes. */
export function doing({ words: { now }, lang, session }: Bench): string {
  const { client, state, openedAt, ended } = session;
  const host = hostOf(client?.url ?? "");
  switch (state) {
    case "idle":
      return client ? now.ready : now.idle;
    case "connecting":
      return client?.attempt
        ? fill(now.connectingAgain, { host, attempt: client.attempt })
        : fill(now.connecting, { host });
    case "open": {
      const seconds = Math.floor((Date.now() - (openedAt ?? Date.now())) / 1000);
      return fill(now.open, {
        host,
        span: time(seconds * 1000, lang).replace(/^0 ms$|^0 毫秒$/, lang === "en" ? "0 s" : "0 秒"),
      });
    }
    case "closing":
      return now.closing;
    case "waiting":
      return fill(now.waiting, { span: left(client?.retryAt, lang) });
    case "paused":
      return now.paused;
    case "ended":
      return fill(now.ended, { why: ended ? label(lang, `end.${ended}`) : "" });
  }
}

const placeholder = ({ words: { now }, lang }: Bench) => html`
  <article class="close-card empty">
    <header><h3><span class="code" aria-hidden="true">––––</span> <span class="name">${now.none}</span></h3></header>
    <p class="sentence">${now.noneMore}</p>
    <dl class="meanings">
      ${MEANINGS.map(
        ([mark, key]) => html`
          <div>
            <dt><span class="chip" data-mark=${mark}>${markIcon(mark)}${label(lang, key)}</span></dt>
            <dd>${now.meanings[mark]}</dd>
          </div>
        `,
      )}
    </dl>
  </article>
`;

/** The four meanings, by the word that each is known under. */
const MEANINGS: readonly (readonly [mark: Mark, key: string])[] = [
  ["open", "state.open"],
  ["waiting", "verdict.retry"],
  ["stopped", "verdict.stop"],
  ["credentials", "verdict.reauthenticate"],
];

function card({ words: { now }, lang, session }: Bench): TemplateResult | typeof nothing {
  const { closed } = session;
  if (!closed) return nothing;
  const { diagnosis, reason, uptime, wasClean, synthetic, inDoubt } = closed;
  return closeCard(diagnosis, lang, {
    next: next({ words: { now }, lang, session }),
    facts: [
      ...(reason ? [[now.reason, reason] as const] : []),
      ...(uptime > 0 ? [[now.uptime, time(uptime, lang)] as const] : []),
      [now.clean, synthetic ? now.synthetic : wasClean ? now.yes : now.no],
      ...(inDoubt > 0 ? [[now.inDoubt, bytes(inDoubt)] as const] : []),
    ],
  });
}

/** What becomes of the close. */
function next({
  words: { now },
  lang,
  session,
}: { words: Pick<Bench["words"], "now"> } & Pick<Bench, "lang" | "session">) {
  const { client, state, ended } = session;
  const attempt = client?.attempt ?? 0;
  switch (state) {
    case "waiting":
      return fill(now.retryIn, { attempt, span: left(client?.retryAt, lang) });
    case "connecting":
      return fill(now.retryNow, { attempt });
    case "open":
      return attempt ? fill(now.retryOpened, { attempt }) : now.reopened;
    case "paused":
      return now.paused;
    default:
      return ended ? fill(now.noRetry, { why: label(lang, `end.${ended}`) }) : undefined;
  }
}

/** The time to a moment, in tenths of a second so that it does not flicker in width. */
export function left(at: number | undefined, lang: Bench["lang"]): string {
  const seconds = Math.max(0, ((at ?? 0) - Date.now()) / 1000);
  const unit = lang === "en" ? "s" : "秒";
  return seconds < 60 ? `${seconds.toFixed(1)} ${unit}` : time(Math.round(seconds) * 1000, lang);
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
