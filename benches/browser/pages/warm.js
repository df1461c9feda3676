import { loadAll } from "./support/load.js";
import { shuffled } from "./support/order.js";
import { expect, signal } from "./support/wait.js";

/** Few at a time: Chromium lets connections wait for seconds when many are pending. */
const CLIENTS = 5;
const WARM_UP = 10;
const REPETITIONS = 60;

/** Resolves to the µs that a construction and a close take together, a sample a repetition. */
export default async function measure(names, chaos) {
  const clients = await loadAll(names);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let repetition = -WARM_UP; repetition < REPETITIONS; repetition++) {
    for (const name of shuffled(names)) {
      const took = await some(name, clients[name], `${chaos}/echo`);
      if (repetition >= 0) samples[name].push((took * 1000) / CLIENTS);
    }
  }
  return samples;
}

async function some(name, { connect }, url) {
  const all = Array.from({ length: CLIENTS }, () => {
    const [opened, open] = signal();
    const [closed, close] = signal();
    return { opened, closed, on: { open, close } };
  });
  let took = -performance.now();
  const made = all.map(({ on }) => connect(url, on));
  took += performance.now();
  await expect(`${name} opens`, Promise.all(all.map(({ opened }) => opened)));
  took -= performance.now();
  for (const client of made) client.close();
  took += performance.now();
  await expect(`${name} closes`, Promise.all(all.map(({ closed }) => closed)));
  return took;
}
