import { openLocally } from "./support/local-socket.js";
import { shuffled } from "./support/order.js";
import { pause } from "./support/wait.js";

const CALLS = 10_000;
const WARM_UP = 5;
const REPETITIONS = 25;
const DATA = "x".repeat(100);

/** Resolves to the µs that a call takes on a socket that does nothing, a sample a repetition. */
export default async function measure(names) {
  const subjects = await openLocally(names);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let repetition = -WARM_UP; repetition < REPETITIONS; repetition++) {
    for (const { name, client, socket } of shuffled(subjects)) {
      const { sent } = socket.constructor;
      const took = batch(client);
      if (socket.constructor.sent - sent !== CALLS) throw new Error(`${name} lost messages`);
      if (repetition >= 0) samples[name].push((took * 1000) / CALLS);
      await pause(0);
    }
  }
  return samples;
}

function batch(client) {
  const start = performance.now();
  for (let call = 0; call < CALLS; call++) client.send(DATA);
  return performance.now() - start;
}
