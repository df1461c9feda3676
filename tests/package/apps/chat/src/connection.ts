import { Client } from "closewise";
import { type ClientMessage, ServerMessage } from "./protocol.js";

/** Gives a token: a fresh one where the last one was refused. */
export type GetToken = (options: { fresh: boolean }) => Promise<string>;

export type Connection = Client<ServerMessage, ClientMessage>;

/** Not connected yet: a server may render it, too. */
export function createConnection(url: string, getToken: GetToken): Connection {
  return new Client<ServerMessage, ClientMessage>(
    async ({ fresh }) => `${url}?token=${await getToken({ fresh })}`,
    [],
    {
      autoConnect: false,
      codec: "json",
      schema: ServerMessage,
      queue: { maxMessages: 100 },
      codes: { 4001: "reauthenticate" },
    },
  );
}
