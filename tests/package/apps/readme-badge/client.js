import { Client } from "closewise";
import { FakeServer } from "closewise/testing";

export const server = new FakeServer();
export const client = new Client("wss://example.com/feed", [], { WebSocket: server.WebSocket });
