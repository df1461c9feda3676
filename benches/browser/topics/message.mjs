// A message's way from the browser's event to the listener.
//
// A class of the page's own takes the place of WebSocket, and real MessageEvents are dispatched to its
// sockets in a loop. So the only difference between the clients is what each does between that event and
// the listener of its user. The baseline is a listener on that class itself. Beside it, as a check, the
// time that a message of a flood takes from end to end.
import { baseline, receivers } from "../clients/index.mjs";
import { spread, times } from "../lib/numbers.mjs";
import { versioned } from "../lib/versions.mjs";

export async function run({ run, chaos }) {
  const { dispatch, made } = await run("message", receivers);
  const flood = await run("flood", receivers, chaos.url);
  const rows = receivers.map((name) => [
    versioned(name),
    spread(dispatch[name]),
    times(dispatch[name], dispatch[baseline]),
    spread(made[name]),
    times(made[name], made[baseline]),
    spread(flood[name]),
  ]);
  const head = [
    "client",
    "dispatch, µs",
    "× native",
    "event made and dispatched, µs",
    "× native",
    "flood, µs",
  ];
  return {
    tables: [{ caption: "Time a message, median (quartiles)", head, rows }],
    figures: { dispatch, made, flood },
  };
}
