import { turn } from "../support/turns.js";
import { signal, within } from "../support/wait.js";

/** What the first close event says after a refused handshake, and after a connection that was cut. */
export async function probeEndings({ connect, chaos }) {
  const [refused, cut] = await Promise.all([
    firstClose(connect, `${chaos}/refuse?status=503`),
    firstClose(connect, `${chaos}/fin?after=300`),
  ]);
  return { refused, cut };
}

async function firstClose(connect, url) {
  const [closed, close] = signal();
  await turn();
  const client = connect(url, { close });
  const event = await within(10_000, closed);
  client.close();
  return event && { code: event.code, wasClean: event.wasClean };
}
