import { RETRY, testInside } from "./support/course.mjs";
import { serveEngine } from "./support/engine.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";

/** Socket.IO 5: the namespace is joined, events are echoed. */
function answerTo(message) {
  if (message === "0") return '0{"sid":"1"}';
  return message.startsWith("2") ? message : undefined;
}

testInside("socket.io-client", async () => {
  const server = await startServer((sockets) => serveEngine(sockets, answerTo));
  const { socket, said } = await runRecipe("socket.io-client", ["socket"], {
    "wss://example.com": server.url,
    "transports:": `reconnectionDelay: ${RETRY}, transports:`,
  });
  const roundTrip = () =>
    new Promise((resolve) => {
      socket.once("greeting", resolve);
      socket.emit("greeting", "hello");
    });
  return { server, said, roundTrip, end: () => socket.disconnect() };
});
