// A call of send while open, to a real socket whose server reads and counts.
//
// Calls are timed in batches small enough for the browser to take them without waiting; between two batches
// the server is asked how many messages came, so that each batch starts with an empty socket, and none is lost.
// Beside it the client's own part of that: the same on a class in the place of WebSocket that only counts.
import { baseline, clients } from "../clients/index.mjs";
import { spread, times } from "../lib/numbers.mjs";
import { versioned } from "../lib/versions.mjs";

export async function run({ run, chaos }) {
  const real = await run("send", clients, chaos.url);
  const local = await run("send-locally", clients);
  const rows = clients.map((name) => [
    versioned(name),
    spread(real[name]),
    times(real[name], real[baseline]),
    spread(local[name]),
  ]);
  const head = ["client", "µs", "× native", "without a network, µs"];
  const caption = "Time of a call of `send` with 100 bytes, median (quartiles)";
  return { tables: [{ caption, head, rows }], figures: { real, local } };
}
