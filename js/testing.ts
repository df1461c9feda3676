export type {
  AcceptOptions,
  Close,
  CloseOptions,
  CloseRequest,
  FakeConnection,
  Message,
} from "./testing/connection.js";
export type { FakeServerOptions } from "./testing/server.js";
export { FakeServer } from "./testing/server.js";
export type { FakeWebSocketClass } from "./testing/socket.js";
