import { openLocally } from "./support/local-socket.js";
import { shuffled } from "./support/order.js";
import { pause } from "./support/wait.js";

const MESSAGES = 5_000;
const WARM_UP = 5;
const REPETITIONS = 25;
const DATA = "x".repeat(100);

/** Resolves to the µs that a message takes, a sample a repetition: with the events made before, and with their making. */
export default async function measure(names) {
  const heard = {};
  const subjects = await openLocally(names, (name) => {
    heard[name] = 0;
    return ({ data }) => {
      if (data === DATA) heard[name]++;
    };
  });

  const samples = { dispatch: {}, made: {} };
  for (let repetition = -WARM_UP; repetition < REPETITIONS; repetition++) {
    for (const { name, socket } of shuffled(subjects)) {
      for (const [kind, loop] of Object.entries({ dispatch, made })) {
        heard[name] = 0;
        const took = loop(socket);
        if (heard[name] !== MESSAGES) throw new Error(`${name} lost messages`);
        if (repetition < 0) continue;
        samples[kind][name] ??= [];
        samples[kind][name].push((took * 1000) / MESSAGES);
      }
      await pause(0);
    }
  }
  return samples;
}

const make = () => new MessageEvent("message", { data: DATA, origin: "ws://127.0.0.1" });

function dispatch(socket) {
  const events = Array.from({ length: MESSAGES }, make);
  const start = performance.now();
  for (const event of events) socket.dispatchEvent(event);
  return performance.now() - start;
}

function made(socket) {
  const start = performance.now();
  for (let message = 0; message < MESSAGES; message++) socket.dispatchEvent(make());
  return performance.now() - start;
}
