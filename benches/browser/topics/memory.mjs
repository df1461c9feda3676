// The memory that an open client takes, and that an ended one leaves behind.
//
// A page for each client. The heap is read by the DevTools protocol after collecting garbage: the objects of
// JavaScript and the browser's behind them. The memory of WebAssembly, which it does not count, is asked of
// the page. What a client takes but once, for its code and its WebAssembly, is what the first few leave. What
// an ended one leaves behind is the median of what later rounds add: a leak adds to each of them, while the
// engine, which compiles and forgets code in between, adds to one and takes from another.
import { clients } from "../clients/index.mjs";
import { figure, median, whole } from "../lib/numbers.mjs";
import { versioned } from "../lib/versions.mjs";

const CLIENTS = 200;
/** An odd number, for the median to be a round's own. */
const ROUNDS = 5;

export async function run({ name: browser, run, driver, chaos }) {
  if (browser !== "chromium") return { skipped: "only Chromium tells" };
  const figures = {};
  for (const name of clients) {
    await run("memory", "begin");
    const step = async (...args) => memory(driver, await run.again("memory", ...args));
    const empty = await step("measure");
    const loaded = await step("load", name, `${chaos.url}/echo`);
    const open = await step("open", CLIENTS);
    const ended = await step("end");
    const later = [ended];
    for (let round = 0; round < ROUNDS; round++) later.push(await step("round", CLIENTS / 2));
    const growth = later.slice(1).map((now, i) => total(subtract(now, later[i], CLIENTS / 2)));
    figures[name] = {
      once: subtract(loaded, empty, 1),
      open: subtract(open, loaded, CLIENTS),
      growth,
    };
  }
  const rows = clients.map((name) => {
    const { once, open, growth } = figures[name];
    const kinds = [open.objects, open.browser, open.wasm].map(figure);
    return [versioned(name), ...kinds, whole(median(growth) * 1000), whole(total(once))];
  });
  const head = [
    "client",
    "objects, kB",
    "the browser's, kB",
    "WebAssembly, kB",
    "left after the end, bytes",
    "once a page, kB",
  ];
  const caption = `A client's share of the memory, of ${CLIENTS} that are open`;
  return { tables: [{ caption, head, rows }], figures };
}

/** Collects until nothing more goes: one collection frees what another found unreachable. */
async function memory(driver, wasm) {
  const command = (name) => driver.sendAndGetDevToolsCommand(name, {});
  for (let time = 0; time < 5; time++) await command("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize } = await command("Runtime.getHeapUsage");
  return { objects: usedSize, browser: embedderHeapUsedSize, wasm };
}

/** In kB a client. */
const subtract = (now, before, count) =>
  Object.fromEntries(
    Object.keys(now).map((kind) => [kind, (now[kind] - before[kind]) / count / 1000]),
  );

const total = (sizes) => Object.values(sizes).reduce((sum, size) => sum + size, 0);
