// The fake where there is no page. `test` and `expect` are the runner's, jest's or vitest's.
/* global expect, test */
import { Client } from "closewise";
import { FakeServer } from "closewise/testing";

test("a client comes back after its server went away, and sends what it kept", async () => {
  const server = new FakeServer();
  const client = new Client("wss://example.com/feed", ["chat"], {
    WebSocket: server.WebSocket,
    reconnect: { baseDelay: 10 },
  });
  const first = await server.nextConnection();
  first.accept({ protocol: "chat" });
  first.close(1006);
  client.send("kept");
  client.binaryType = "arraybuffer";
  const heard = new Promise((resolve) => client.subscribe(resolve));
  const second = await server.nextConnection();
  second.accept();
  expect(await second.nextMessage()).toBe("kept");
  second.send(new Uint8Array([1, 2]));
  expect([...new Uint8Array(await heard)]).toEqual([1, 2]);
  client.close(1000, "done");
  expect(await second.closed).toEqual({ code: 1000, reason: "done", wasClean: true });
});

test("a client that is told to stop stays away", async () => {
  const server = new FakeServer({ onConnection: (connection) => connection.accept() });
  const client = new Client("wss://example.com/feed", [], { WebSocket: server.WebSocket });
  await client.opened;
  server.connections[0].close(1008, "not you");
  const { reason, diagnosis } = await client.ended;
  expect(reason).toBe("stopped");
  expect(diagnosis.code).toBe(1008);
  expect(server.connections.length).toBe(1);
});
