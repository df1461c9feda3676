// A fake server that plays the endpoints of the chaos server which the tests of every class use.
import { type FakeConnection, FakeServer, type Message } from "closewise/testing";
import type { RecordedConnection } from "./both.js";
import { aTaskLater } from "./tasks.js";

type Play = (connection: FakeConnection, query: URLSearchParams) => unknown;

/** An address that is not among them fails, as one where nobody is. */
const PLAYS: Record<string, Play> = {
  "/echo": (connection) => answer(connection, (message) => message),
  "/sink": (connection) => answer(connection, (message) => message === "report" && "{}"),
  "/flood": async (connection, query) => {
    connection.accept();
    for (let i = 0; i < Number(query.get("count")) && connection.readyState === 1; i++) {
      connection.send(`${i}:`.padEnd(Number(query.get("size"))));
      await aTaskLater();
    }
  },
  "/close": closeLater,
  "/raw-close": closeLater,
  "/fin": (connection) => closeLater(connection, new URLSearchParams({ code: "1006" })),
  "/reset": (connection, query) => {
    if (query.get("at") !== "after-open") return;
    connection.accept();
    connection.fail();
  },
  "/violate": async (connection) => {
    connection.accept();
    await aTaskLater();
    connection.fail();
  },
};

const server = new FakeServer({
  async onConnection(connection) {
    const { pathname, searchParams } = new URL(connection.url);
    await aTaskLater();
    if (connection.readyState !== 0) return;
    const play = PLAYS[pathname];
    if (play) await play(connection, searchParams);
    else connection.fail();
  },
});

/** The fake class of closewise/testing. */
export const Fake: typeof WebSocket = server.WebSocket;

/** What the chaos server would have recorded of a client id, if it is one of the fake's. */
export function recordOfFake(id: string): RecordedConnection[] | undefined {
  const connections = server.connections.filter(({ url }) => url.includes(id));
  if (connections.length === 0) return undefined;
  return connections.map(({ messages, closeRequest }) => ({
    received: messages.map((message) =>
      typeof message === "string" ? { kind: "text", text: message } : { kind: "binary" },
    ),
    close: closeRequest ? { how: "frame", ...closeRequest } : null,
  }));
}

async function answer(
  connection: FakeConnection,
  answerTo: (message: Message) => Message | false,
): Promise<void> {
  connection.accept();
  for await (const message of connection) {
    const given = answerTo(message);
    if (given === false) continue;
    const isPlain = typeof given === "string" || ArrayBuffer.isView(given);
    const sendable = isPlain ? given : await given.arrayBuffer();
    if (connection.readyState === 1) connection.send(sendable);
  }
}

async function closeLater(connection: FakeConnection, query: URLSearchParams): Promise<void> {
  connection.accept();
  await aTaskLater();
  const code = query.get("code");
  connection.close(code ? Number(code) : undefined, query.get("reason") ?? "");
}
