// A small server of a library's protocol, whose connections a test counts and breaks.
import { once } from "node:events";
import { WebSocketServer } from "ws";

/** Serves at a free port. `serve(server)` adds the protocol; `handleProtocols` is that of `ws`. */
export async function startServer(serve, { handleProtocols } = {}) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols });
  await once(server, "listening");
  let accepted = 0;
  const watchers = new Set();
  const look = () => {
    for (const watcher of watchers) watcher();
  };
  server.on("connection", (socket) => {
    accepted++;
    socket.on("close", look);
    look();
  });
  serve(server);
  return {
    url: `ws://127.0.0.1:${server.address().port}`,
    /** How many connections were ever accepted. */
    get accepted() {
      return accepted;
    },
    /** How many there are now. */
    get open() {
      return server.clients.size;
    },
    /** Resolves once so many connections were accepted, and so many of them are open. */
    connections: (total, open) =>
      new Promise((resolve) => {
        const watcher = () => {
          if (accepted < total || server.clients.size !== open) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      }),
    /** Ends every connection without a Close frame. */
    drop() {
      for (const socket of server.clients) socket.terminate();
    },
    close(code) {
      for (const socket of server.clients) socket.close(code);
    },
    async stop() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
