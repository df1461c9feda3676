// The fake of closewise/testing is what asks for the platform's class.
import { Client } from "closewise";
import {
  type FakeConnection,
  FakeServer,
  type FakeWebSocketClass,
  type Message,
} from "closewise/testing";

const server = new FakeServer({
  async onConnection(connection) {
    connection.accept({ protocol: "chat" });
    for await (const message of connection) {
      if (typeof message === "string") connection.send(message);
    }
  },
});

server.WebSocket satisfies typeof WebSocket;
new Client("/", [], { WebSocket: server.WebSocket });
new server.WebSocket("wss://example.com", ["chat"]).onclose = ({ code }: CloseEvent) => code;

/** What a test asks a connection. */
export async function ask(connection: FakeConnection): Promise<void> {
  const message: string | Uint8Array | Blob = await connection.nextMessage();
  const all: readonly Message[] = connection.messages;
  const code: number | undefined = connection.closeRequest?.code;
  const { wasClean }: { wasClean: boolean } = await connection.closed;
  connection.socket.send("as the client");
  connection.bufferedAmount = 1;
  void [message, all, code, wasClean];
  // @ts-expect-error only the server of a connection makes one
  new FakeConnection();
  // @ts-expect-error text or memory
  connection.send(1);
  // @ts-expect-error read only
  connection.readyState = 1;
  // @ts-expect-error an unknown option
  connection.close(1000, "", { clean: true });
}

// @ts-expect-error an unknown option
new FakeServer({ onConnect() {} });

export const classOf = (of: FakeServer): FakeWebSocketClass => of.WebSocket;
