// A client's first construction in a page, and later ones.
//
// First: each in a page of its own, under a host name of its own, for which the browser starts a new process;
// so nothing of the client is compiled yet. The module is imported before; timed is the constructor's call,
// and the time until the connection is open. Later: many in one page, in an order drawn anew each time; timed
// are the constructor and, once all are open, `close()`.
import { baseline, clients } from "../clients/index.mjs";
import { spread, times } from "../lib/numbers.mjs";
import { versioned } from "../lib/versions.mjs";

const PAGES = 12;

export async function run({ run, chaos }) {
  const cold = Object.fromEntries(clients.map((name) => [name, { made: [], open: [] }]));
  // The first page of all also starts what every later one finds running.
  await run.apart("cold", baseline, chaos.url);
  for (let page = 0; page < PAGES; page++) {
    for (const name of rotated(page)) {
      const { made, open } = await run.apart("cold", name, chaos.url);
      cold[name].made.push(made);
      cold[name].open.push(open);
    }
  }
  const warm = await run("warm", clients, chaos.url);
  return { tables: [tableOf(cold, warm)], figures: { cold, warm } };
}

/** Each client comes first in turn, and the others after it. */
const rotated = (by) => clients.map((_, i) => clients[(i + by) % clients.length]);

function tableOf(cold, warm) {
  const rows = clients.map((name) => [
    versioned(name),
    spread(cold[name].made),
    spread(cold[name].open),
    spread(warm[name]),
    times(warm[name], warm[baseline]),
  ]);
  const head = [
    "client",
    "first construction, ms",
    "until it is open, ms",
    "later: construction and close, µs",
    "× native",
  ];
  return { caption: "Constructing a client, median (quartiles)", head, rows };
}
