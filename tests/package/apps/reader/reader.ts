// Reads a feed to its end, on Node, without the types of a browser.
import { Client, EndedError } from "closewise";
import { WebSocket } from "ws";

const server = process.argv[2] ?? "wss://example.com";

/** The first messages of a feed, over as many connections as they take. */
async function read(path: string, count: number): Promise<string[]> {
  const client = new Client(`${server}${path}`, [], { WebSocket, reconnect: { baseDelay: 10 } });
  client.addEventListener("close", ({ code, willRetry, diagnosis }) => {
    console.log(code, willRetry, diagnosis.sentence);
  });
  const lines: string[] = [];
  for await (const message of client) {
    if (typeof message === "string") lines.push(message);
    if (lines.length === count) client.close(1000, "enough");
  }
  return lines;
}

/** Why a feed ended that was not read to the end. */
async function failureOf(path: string): Promise<number | undefined> {
  try {
    await read(path, 1);
    return undefined;
  } catch (error) {
    if (error instanceof EndedError) return error.diagnosis?.code;
    throw error;
  }
}

const outcome = {
  lines: await read("/flood?count=3&size=5", 3),
  refused: await failureOf("/close?code=1008"),
};
console.log(`outcome: ${JSON.stringify(outcome)}`);
