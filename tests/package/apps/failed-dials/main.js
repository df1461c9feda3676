import { Client } from "closewise";

const chaos = process.argv[2];
const outcome = {
  // The chaos server is not at that address of the machine.
  nobody: await giveUp(chaos.replace("127.0.0.1", "[::1]")),
  status: await giveUp(`${chaos}/refuse?status=503`),
};
console.log(`outcome: ${JSON.stringify(outcome)}`);

/** What a client tells that makes two attempts at a connection. */
async function giveUp(url) {
  const start = performance.now();
  const closes = [];
  const client = new Client(url, [], { reconnect: { maxAttempts: 1, baseDelay: 1 } });
  client.addEventListener("close", ({ code, diagnosis }) =>
    closes.push({ code, cause: diagnosis.cause }),
  );
  const { reason } = await client.ended;
  return { closes, reason, took: performance.now() - start };
}
