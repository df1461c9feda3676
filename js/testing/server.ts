import { READY_STATES } from "../web-interface.js";
import { FakeConnection } from "./connection.js";
import { Feed } from "./feed.js";
import { later } from "./later.js";
import { type FakeWebSocketClass, socketClass } from "./socket.js";
import type { Wire } from "./wire.js";

/** What a server does by itself. */
export interface FakeServerOptions {
  /**
   * Called with each connection when the code that made the socket has returned, unless the client has closed it by then.
   * Default: a connection is left connecting until the test says more.
   */
  onConnection?: ((connection: FakeConnection) => unknown) | undefined;
}

/**
 * A server that is the test: what connects by its class `WebSocket` reaches no network, and hears what the test says.
 *
 * ```js
 * const server = new FakeServer();
 * const client = new Client("wss://example.com/feed", [], { WebSocket: server.WebSocket });
 * const connection = await server.nextConnection();
 * connection.accept();
 * connection.close(1006);
 * ```
 */
export class FakeServer {
  /** The class of sockets to give to a client, or to put in the place of the platform's. */
  readonly WebSocket: FakeWebSocketClass;
  readonly #connections = new Feed<FakeConnection>();

  /** @param options What it does by itself. */
  constructor({ onConnection }: FakeServerOptions = {}) {
    const connect = (wire: Wire) => {
      const connection = new FakeConnection(wire);
      this.#connections.push(connection);
      if (!onConnection) return;
      later(() => wire.readyState === READY_STATES.CONNECTING && onConnection(connection));
    };
    this.WebSocket = socketClass(connect);
  }

  /** All connections so far, in order, also those that are closed. */
  get connections(): readonly FakeConnection[] {
    return this.#connections.items;
  }

  /** The first connection that was not handed out yet, now or when it comes. */
  async nextConnection(): Promise<FakeConnection> {
    const { value } = await this.#connections.next();
    return value as FakeConnection;
  }
}
