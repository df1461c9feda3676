import { loadAll } from "./support/load.js";
import { shuffled } from "./support/order.js";
import { expect, signal } from "./support/wait.js";

const MESSAGES = 10_000;
const WARM_UP = 1;
const REPETITIONS = 11;

/** Resolves to the µs that a message of a flood takes from end to end, a sample a repetition. */
export default async function measure(names, chaos) {
  const clients = await loadAll(names);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let repetition = -WARM_UP; repetition < REPETITIONS; repetition++) {
    for (const name of shuffled(names)) {
      const took = await flood(name, clients[name], `${chaos}/flood?count=${MESSAGES}&size=100`);
      if (repetition >= 0) samples[name].push((took * 1000) / (MESSAGES - 1));
    }
  }
  return samples;
}

/** From the first message to the last, so that the handshake does not count. */
async function flood(name, { connect }, url) {
  const [ended, end] = signal();
  const [closed, close] = signal();
  let heard = 0;
  let first = 0;
  const message = () => {
    if (heard++ === 0) first = performance.now();
    if (heard === MESSAGES) end(performance.now() - first);
  };
  const client = connect(url, { message, close });
  const took = await expect(`${name} has heard the flood`, ended);
  client.close();
  await expect(`${name} closes`, closed);
  return took;
}
