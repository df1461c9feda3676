import { once } from "node:events";
import { Aedes } from "aedes";
import { createWebSocketStream } from "ws";
import { RETRY, testInside } from "./support/course.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";

// The browser build reads its language; Node has one from 21 on.
globalThis.navigator ??= { language: "en" };

for (const [build, file] of [
  ["the build for Node", "mqtt"],
  ["the build for browsers", "mqtt/dist/mqtt.esm"],
]) {
  testInside(`mqtt, ${build}`, async () => {
    const broker = await Aedes.createBroker();
    const server = await startServer(
      (sockets) =>
        sockets.on("connection", (socket) => broker.handle(createWebSocketStream(socket))),
      { handleProtocols: () => "mqtt" },
    );
    const { client, said } = await runRecipe("mqtt", ["client"], {
      'from "mqtt"': `from "${file}"`,
      "wss://example.com/mqtt": server.url,
      "forceNativeWebSocket:": `reconnectPeriod: ${RETRY}, forceNativeWebSocket:`,
    });
    const roundTrip = async () => {
      if (!client.connected) await once(client, "connect");
      await client.subscribeAsync("greetings");
      const arrived = once(client, "message");
      await client.publishAsync("greetings", "hello");
      await arrived;
    };
    return {
      server,
      said,
      roundTrip,
      async end() {
        await client.endAsync();
        broker.close();
      },
    };
  });
}
