// A signature as a picture: messages of both sides along the life of a connection, what is measured, and the window in
// which its end has to fall.
import type { SignatureSpan } from "closewise/suspects";
import { html, svg, type TemplateResult } from "lit";
import { fill } from "../i18n/fill.js";
import type { Lang } from "../i18n/lang.js";
import { exactSpan } from "../i18n/numbers.js";
import { words } from "./words.js";

const WIDTH = 640;
const HEIGHT = 108;
const LEFT = 8;
/** Where a silence begins; an age begins with the connection. */
const SILENT_FROM = 208;
/** Where the time that the documentation says is over. */
const OVER = 560;
const RIGHT = WIDTH - 8;
/** The lanes of what the server sends, of the connection itself, and of what the client sends. */
const LANES = { server: 20, line: 48, client: 76 };

export function windowDrawing(time: SignatureSpan, what: string, lang: Lang): TemplateResult {
  const { measure, millis, from, to } = time;
  const of = words(lang).signatures;
  const begin = measure === "age" ? LEFT : SILENT_FROM;
  const scale = (OVER - begin) / millis;
  // However narrow the window is beside the time, it has to be seen.
  const left = Math.min(begin + from * scale, OVER - 2);
  const right = Math.min(Math.max(begin + to * scale, OVER + 4), RIGHT);
  const spans = { from: exactSpan(from, lang), to: exactSpan(to, lang) };
  return html`
    <figure class="window">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${fill(of.drawing, { what, ...spans })}>
        <rect class="span" x=${begin} y=${LANES.line - 6} width=${OVER - begin} height="12" />
        <rect class="over" x=${left} y="4" width=${right - left} height=${LANES.client + 8} />
        <path class="line" d="M${LEFT} ${LANES.line}H${OVER}" />
        <circle class="open" cx=${LEFT} cy=${LANES.line} r="5" />
        <path class="close" d="m${OVER - 5} ${LANES.line - 5} 10 10m0 -10 -10 10" />
        ${messages("server", measure === "silence" || measure === "inbound-silence")}
        ${messages("client", measure === "silence" || measure === "outbound-silence")}
        <path class="measure" d="M${begin} ${HEIGHT - 12}v8m0 -4H${OVER}m0 -4v8" />
      </svg>
      <figcaption>
        <span><i class="down"></i>${of.fromServer}</span>
        <span><i class="up"></i>${of.fromClient}</span>
        <span><i class="over"></i>${of.window} ${fill(of.windowValue, spans)}</span>
      </figcaption>
    </figure>
  `;
}

/** The messages of a side, until it falls silent or to the end. */
function messages(side: "server" | "client", fallsSilent: boolean): TemplateResult<2>[] {
  const end = fallsSilent ? SILENT_FROM : OVER - 16;
  const offset = side === "server" ? 24 : 48;
  const y = LANES[side];
  const marks: TemplateResult<2>[] = [];
  for (let x = LEFT + offset; x <= end; x += 48) {
    const d =
      side === "server" ? `M${x} ${y - 8}v14m-4 -4 4 4 4 -4` : `M${x} ${y + 8}v-14m-4 4 4 -4 4 4`;
    marks.push(svg`<path class=${side} d=${d} />`);
  }
  return marks;
}
