// The script of the bench: it draws the page anew when something has changed, and ties the parts together.
import { render } from "lit";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import { pageLang } from "../i18n/lang.js";
import { Announcer } from "./announce.js";
import { Bench } from "./bench.js";
import { chartImage } from "./chart-image.js";
import { Charts } from "./charts.js";
import { linkOf, settingsOf, withoutCredentials } from "./link.js";
import { entryJson, KINDS, type Kind, logJson } from "./log.js";
import { LogRows } from "./log-rows.js";
import { doing, hostOf } from "./now-view.js";
import { idOf } from "./options-view.js";
import { copyText, fileName, saveFile } from "./save.js";
import { captionOf } from "./time-view.js";
import { timelineCsv } from "./timeline.js";
import { rowOf } from "./values.js";
import { type Actions, benchView } from "./view.js";

const lang = pageLang();
const root = find("#bench");
const bench = new Bench(lang, schedule);
const { session, words } = bench;
const announcer = new Announcer(find("#announcement"));

const actions: Actions = {
  connect: { connect, copyLink },
  time: {
    get isPaused() {
      return charts?.window.isPaused ?? false;
    },
    get hovered() {
      return charts?.hovered === undefined ? undefined : session.timeline.samples[charts.hovered];
    },
    pause,
    zoom: (factor) => moved(() => charts?.zoom(factor)),
    all: () => moved(() => charts?.showAll()),
    png: savePng,
    csv: () =>
      saveFile(new Blob([timelineCsv(session.timeline)], { type: "text/csv" }), fileName("csv")),
    key: timeKey,
  },
  log: {
    get isFollowing() {
      return rows?.isFollowing ?? true;
    },
    search: (words) => filter({ words: words.trim().toLowerCase() }),
    toggle,
    copy: copyLog,
    save: () =>
      saveFile(
        new Blob([logJson(session.log.shown)], { type: "application/json" }),
        fileName("json"),
      ),
    clear: () => {
      bench.selected = undefined;
      session.clear();
    },
    copyEntry: async () => {
      if (bench.selected) tellCopied(await copyText(entryJson(bench.selected)), 1);
    },
    key: logKey,
    toNewest: () => rows?.toNewest(),
  },
  copyCode: async (text) => {
    bench.note("code", (await copyText(text)) ? words.code.copied : words.log.notCopied);
  },
};

let charts: Charts | undefined;
let rows: LogRows | undefined;
let isScheduled = false;
let tallest = 0;

bench.settings = settingsOf(location.hash);
root.replaceChildren();
render(benchView(bench, actions), root);
charts = new Charts({
  host: find(".charts"),
  timeline: () => session.timeline,
  isRunning: () => session.client !== undefined && session.state !== "ended",
  stateName: (state) => label(lang, `state.${state}`),
  changed: schedule,
});
rows = new LogRows({
  host: find("#log-rows"),
  words,
  select: (entry) => {
    bench.selected = bench.selected === entry ? undefined : entry;
    schedule();
  },
  followed: schedule,
});
draw();
openChanged();

addEventListener("hashchange", () => {
  if (location.hash.slice(1) === linkOf(bench.settings).hash) return;
  bench.change(settingsOf(location.hash));
  openChanged();
});
addEventListener("resize", () => {
  tallest = 0;
  find(".now").style.removeProperty("--tallest");
});
// The other language shows the same.
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-lang]")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}
// A countdown and the time line go on while nothing happens, in steps where motion is not wanted.
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
setInterval(
  () => {
    if (session.client && session.state !== "ended") schedule();
  },
  isCalm ? 1000 : 100,
);

/** Draws in the next frame, however much has changed by then. */
function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    draw();
  });
}

function draw(): void {
  render(benchView(bench, actions), root);
  keepHeight();
  charts?.draw();
  rows?.draw(session.log.shown, bench.selected);
  announce();
  keepLink();
}

/** A card that gives way to a shorter one moves nothing beneath it, where it stands beside the controls. */
function keepHeight(): void {
  const now = find(".now");
  if (now.offsetHeight <= tallest) return;
  tallest = now.offsetHeight;
  now.style.setProperty("--tallest", `${tallest}px`);
}

function announce(): void {
  const { state, client, closed } = session;
  if (!client) return;
  announcer.tell(state, () => {
    const isOver = closed && (state === "waiting" || state === "ended");
    const why = isOver ? `${closed.code} ${closed.diagnosis.name}. ` : "";
    return `${label(lang, `state.${session.state}`)}. ${why}${doing(bench)}`;
  });
}

/** The address of the page is the link to what it shows. */
function keepLink(): void {
  const { hash } = linkOf(bench.settings);
  if (hash === location.hash.slice(1)) return;
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

async function copyLink(): Promise<void> {
  keepLink();
  bench.note(
    "link",
    (await copyText(location.href)) ? words.connect.linkCopied : words.log.notCopied,
  );
}

function connect(event: Event): void {
  event.preventDefault();
  const field = bench.connect();
  if (field) focusField(field);
  else charts?.window.follow();
}

/** A fault is answered where it is: the group of the option is unfolded. */
function focusField(field: string): void {
  // The words are there before the focus comes.
  draw();
  const id = rowOf(field) ? idOf(field) : field;
  const input = document.getElementById(id);
  const group = input?.closest("details");
  if (group) group.open = true;
  input?.focus();
}

/** The groups of which a link changes something are unfolded. */
function openChanged(): void {
  for (const path of Object.keys(bench.settings.values)) {
    const group = document.getElementById(idOf(path))?.closest("details");
    if (group) group.open = true;
  }
}

function pause(): void {
  moved(() => {
    if (charts?.window.isPaused) charts.window.follow();
    else charts?.pause();
  });
}

function moved(move: () => void): void {
  move();
  schedule();
}

function timeKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !charts) return;
  const { window } = charts;
  const moves: Record<string, () => void> = {
    "+": () => charts?.zoom(0.5),
    "=": () => charts?.zoom(0.5),
    "-": () => charts?.zoom(2),
    ArrowLeft: () => charts?.move(-0.2),
    ArrowRight: () => charts?.move(0.2),
    Home: () => charts?.showAll(),
    End: () => window.follow(),
    " ": pause,
  };
  const move = moves[event.key];
  if (!move || session.timeline.spans.length === 0) return;
  event.preventDefault();
  moved(move);
}

async function savePng(): Promise<void> {
  if (!charts) return;
  const host = hostOf(withoutCredentials(session.settings?.url ?? "").url);
  const title = `${host}, ${new Date().toLocaleString(lang === "en" ? "en-GB" : "zh-CN")}`;
  saveFile(await chartImage(charts, title, (plot) => captionOf(plot, bench)), fileName("png"));
}

function filter(changed: Partial<typeof session.log.filter>): void {
  session.log.filter = { ...session.log.filter, ...changed };
  bench.notes.delete("log");
  schedule();
}

/** The first choice shows these alone, further ones beside it; without any all are shown again. */
function toggle(kinds: readonly Kind[]): void {
  const { kinds: present } = session.log.filter;
  const isAll = present.size === KINDS.length;
  const isOn = !isAll && kinds.every((kind) => present.has(kind));
  const next = isAll
    ? new Set(kinds)
    : new Set(KINDS.filter((kind) => (kinds.includes(kind) ? !isOn : present.has(kind))));
  filter({ kinds: next.size === 0 || kinds.length === KINDS.length ? new Set(KINDS) : next });
}

async function copyLog(): Promise<void> {
  const { shown } = session.log;
  tellCopied(await copyText(logJson(shown)), shown.length);
}

function tellCopied(isCopied: boolean, count: number): void {
  bench.note("log", isCopied ? fill(words.log.copied, { count }) : words.log.notCopied);
}

function logKey(event: KeyboardEvent): void {
  const { shown } = session.log;
  const last = shown.length - 1;
  const present = bench.selected ? shown.indexOf(bench.selected) : -1;
  const page = 10;
  const moves: Record<string, number> = {
    ArrowDown: present + 1,
    ArrowUp: present < 0 ? last : present - 1,
    PageDown: present + page,
    PageUp: present < 0 ? last : present - page,
    Home: 0,
    End: last,
  };
  if (event.key === "Escape" && bench.selected) {
    bench.selected = undefined;
    schedule();
    return;
  }
  const wanted = moves[event.key];
  if (wanted === undefined || last < 0) return;
  event.preventDefault();
  const index = Math.max(0, Math.min(wanted, last));
  bench.selected = shown[index];
  rows?.reveal(index);
  schedule();
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}
