import { loadAll } from "./support/load.js";
import { shuffled } from "./support/order.js";
import { expect, signal } from "./support/wait.js";

const CALLS = 100;
const WARM_UP = 30;
const REPETITIONS = 200;
const DATA = "x".repeat(100);

/** Resolves to the µs that a call takes, a sample a batch. */
export default async function measure(names, chaos) {
  const clients = await loadAll(names);
  const subjects = [];
  for (const name of names) subjects.push(await subject(name, clients[name], `${chaos}/sink`));

  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let repetition = -WARM_UP; repetition < REPETITIONS; repetition++) {
    for (const { name, client, arrived } of shuffled(subjects)) {
      const took = batch(client);
      const expected = (repetition + WARM_UP + 1) * CALLS;
      if ((await arrived()) !== expected) throw new Error(`${name} lost messages`);
      if (repetition >= 0) samples[name].push((took * 1000) / CALLS);
    }
  }
  for (const { client } of subjects) client.close();
  return samples;
}

function batch(client) {
  const start = performance.now();
  for (let call = 0; call < CALLS; call++) client.send(DATA);
  return performance.now() - start;
}

async function subject(name, { connect }, url) {
  const [opened, open] = signal();
  let answer;
  const client = connect(url, { open, message: ({ data }) => answer(JSON.parse(data).messages) });
  await expect(`${name} opens`, opened);
  const arrived = () => {
    const [answered, resolve] = signal();
    answer = resolve;
    client.send("report");
    return expect(`${name} has its report`, answered);
  };
  return { name, client, arrived };
}
