// What each client does when things go wrong, with its defaults, against the chaos server. Each probe is a
// file of pages/probes; all but the storm run at the same time in one page, as each mostly waits.
import { startChaos } from "../../../tests/harness/chaos.mjs";
import { baseline, clients } from "../clients/index.mjs";
import { mostWithin } from "../lib/crowd.mjs";
import { account } from "../lib/ledger.mjs";
import { quantile, whole } from "../lib/numbers.mjs";
import { versioned } from "../lib/versions.mjs";

/** How many clients lose their server in the storm, and the span in which their retries are counted, in ms. */
const CROWD = 50;
const SPAN = 100;

export async function run({ run, chaos }) {
  const { endings, stall, tries, outbox } = await run("behaviour", clients, chaos.url);
  const ledgers = await ledgersOf(outbox, chaos);
  const storm = Object.assign({}, await stormOf(run, first), await stormOf(run, second));
  const tables = [
    endingsTable(endings),
    stallTable(stall),
    triesTable(tries),
    outboxTable(ledgers),
    stormTable(storm),
  ];
  return { tables, figures: { endings, stall, tries, outbox: ledgers, storm } };
}

const table = (caption, head, row, names = clients) => ({
  caption,
  head: ["client", ...head],
  rows: names.map((name) => [versioned(name), ...row(name)]),
});

function endingsTable(endings) {
  const said = (ending) => {
    if (!ending) return "no close event";
    const code = typeof ending.code === "number" ? ending.code : `"${ending.code}"`;
    return `${code}, ${ending.wasClean ? "clean" : "not clean"}`;
  };
  return table(
    "What the first close event says",
    ["after HTTP 503 in place of the handshake", "after a FIN without a Close frame"],
    (name) => [said(endings[name].refused), said(endings[name].cut)],
  );
}

function stallTable(stall) {
  return table(
    "`close()` on a peer that never answers",
    ["ms until the close event", "code", "ms until the socket is closed"],
    (name) => {
      const { told, code, closed, waited } = stall[name];
      const after = (ms) => (ms === null ? `over ${whole(waited)}` : whole(ms));
      return [after(told), String(code ?? "–"), after(closed)];
    },
  );
}

function triesTable(tries) {
  return table(
    "New tries within 10 s after a close with",
    ["1008, Policy Violation", "3000, Unauthorized", "4001, the application's own"],
    (name) => ["1008", "3000", "4001"].map((code) => String(tries[name][code])),
  );
}

function outboxTable(ledgers) {
  const keys = ["asked", "refused", "told", "arrived", "lost", "twice", "late"];
  return table(
    "Messages sent every 10 ms while the server drops the connection twice, in 3 runs",
    ["sent", "refused by `send`", "told undelivered", "arrived", "lost", "twice", "out of order"],
    (name) => keys.map((key) => whole(ledgers[name][key])),
  );
}

function stormTable(storm) {
  return table(
    `First retries of ${CROWD} clients whose server is gone`,
    ["earliest, ms", "median, ms", "latest, ms", `most in any ${SPAN} ms`],
    (name) => {
      const retries = storm[name];
      if (retries.length === 0) return ["–", "–", "–", "0"];
      const at = (share) => whole(quantile(retries, share));
      return [at(0), at(0.5), at(1), String(mostWithin(SPAN, retries))];
    },
    reconnecting,
  );
}

const reconnecting = clients.filter((name) => name !== baseline);
/** In halves: Chromium has 255 WebSockets at most. */
const [first, second] = [reconnecting.slice(0, 3), reconnecting.slice(3)];

/** What became of the messages, by the server's own record, all runs of a client together. */
async function ledgersOf(outbox, chaos) {
  const ledgers = {};
  for (const name of clients) {
    const runs = outbox[name].map(async ({ id, ...sent }) => {
      const response = await fetch(`${chaos.http}/control/clients/${id}`);
      return account(sent, await response.json());
    });
    ledgers[name] = (await Promise.all(runs)).reduce((sum, ledger) =>
      Object.fromEntries(Object.keys(sum).map((key) => [key, sum[key] + ledger[key]])),
    );
  }
  return ledgers;
}

/** A server of its own, which is ended when all are open. */
async function stormOf(run, names) {
  const server = await startChaos();
  try {
    await run("storm", "open", names, CROWD, server.url);
    const retries = run.again("storm", "wait");
    await server.stop();
    return await retries;
  } finally {
    await server.stop();
  }
}
