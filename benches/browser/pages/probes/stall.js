import { turn } from "../support/turns.js";
import { expect, pause, signal, within } from "../support/wait.js";

/** Browsers give up on a closing handshake after some time; this is longer. */
const PATIENCE = 65_000;

/** How long `close()` takes on a peer that never answers: for the client, and for the socket beneath. */
export async function probeStall({ name, connect, chaos, dials }) {
  const url = `${chaos}/stall?x-client=${name}`;
  const [opened, open] = signal();
  const [told, close] = signal();
  await turn();
  const client = connect(url, { open, close: (event) => close({ event, at: performance.now() }) });
  await expect(`${name} opens`, opened);

  const { socket } = dials.find((dial) => dial.url === url);
  const [closed, closedAt] = signal();
  socket.addEventListener("close", () => closedAt(performance.now()));
  // Of its opening nothing shall be under way any more.
  await pause(500);
  const start = performance.now();
  client.close();
  const [tale, end] = await Promise.all([within(PATIENCE, told), within(PATIENCE, closed)]);
  return {
    told: tale ? tale.at - start : null,
    code: tale?.event.code,
    closed: end ? end - start : null,
    waited: PATIENCE,
  };
}
