import { countDials } from "./support/dials.js";
import { load } from "./support/load.js";
import { expect, pause, signal } from "./support/wait.js";

/** The latest first retry of all comes after 5 s. */
const PATIENCE = 7_000;

/** What the steps share: the page stays the same between them. */
let dials;
let crowds;

const steps = {
  /** Opens `count` clients of each name, each with a module of its own: some draw their delay as they load. */
  async open(names, count, server) {
    dials = countDials();
    crowds = {};
    for (const name of names) {
      crowds[name] = [];
      for (let i = 0; i < count; i++) crowds[name].push(await openOne(name, i, server));
    }
  },

  /** Resolves to the moments, in ms after the first close of its kind, of each client's first retry. */
  async wait() {
    const everyone = Object.values(crowds).flat();
    const closes = everyone.map(({ closed }) => closed);
    await expect("the server is gone", Promise.all(closes));
    await pause(PATIENCE);
    const retries = {};
    for (const [name, crowd] of Object.entries(crowds)) {
      const drop = Math.min(...(await Promise.all(crowd.map(({ closed }) => closed))));
      retries[name] = crowd
        .map(({ url }) => dials.filter((dial) => dial.url === url)[1]?.at)
        .filter((at) => at !== undefined)
        .map((at) => at - drop);
    }
    for (const { client } of everyone) client.close();
    return retries;
  },
};

async function openOne(name, i, server) {
  const url = `${server}/echo?x-client=${name}-${i}`;
  const { connect } = await load(name, i);
  const [opened, open] = signal();
  const [closed, close] = signal();
  const client = connect(url, { open, close: () => close(performance.now()) });
  await expect(`${name} opens`, opened);
  return { url, client, closed };
}

/** Does one step. */
export default (step, ...args) => steps[step](...args);
