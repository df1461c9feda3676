import { turn } from "../support/turns.js";
import { pause } from "../support/wait.js";

const RUNS = 3;
const MESSAGES = 400;
const INTERVAL = 10;
/** How long the server keeps each of the connections that it drops. */
const UP = 700;
/** The slowest client waits for 12 s in all before its last connection. */
const PATIENCE = 16_000;

/** Sends numbers while the server drops the connection twice. What arrived is in the server's record. */
export function probeOutbox({ name, connect, chaos }) {
  const runs = Array.from({ length: RUNS }, (_, i) => send(connect, chaos, `${name}-${i}`));
  return Promise.all(runs);
}

async function send(connect, chaos, id) {
  const [refused, told] = [[], []];
  const undelivered = ({ data }) => told.push(Number(data));
  const url = `${chaos}/flap?key=${id}&times=2&up=${UP}&client=${id}`;
  await turn();
  const start = performance.now();
  const client = connect(url, { undelivered });
  for (let number = 0; number < MESSAGES; number++) {
    try {
      if (client.send(String(number)) === "discarded") refused.push(number);
    } catch {
      refused.push(number);
    }
    await pause(INTERVAL);
  }
  await pause(PATIENCE - (performance.now() - start));
  client.close();
  return { id, asked: MESSAGES, refused, told };
}
