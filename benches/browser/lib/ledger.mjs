/**
 * What became of messages that are the numbers from 0 on. `refused` are those for which `send` threw or said
 * no, `told` those of which the client told later that they were not delivered; `record` is the chaos server's.
 */
export function account({ asked, refused, told }, record) {
  const arrivals = record.connections.flatMap(({ received }) =>
    received.filter(({ kind }) => kind === "text").map(({ text }) => Number(text)),
  );
  const arrived = new Set(arrivals);
  const known = new Set([...arrived, ...refused, ...told]);
  return {
    asked,
    refused: refused.length,
    told: told.length,
    arrived: arrived.size,
    lost: asked - known.size,
    twice: arrivals.length - arrived.size,
    late: countLate(arrivals),
  };
}

/** How many came after one that was sent later. */
function countLate(arrivals) {
  let latest = -1;
  let late = 0;
  for (const number of arrivals) {
    if (number < latest) late++;
    latest = Math.max(latest, number);
  }
  return late;
}
