import { RETRY, testInside } from "./support/course.mjs";
import { serveEngine } from "./support/engine.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";

testInside("engine.io-client", async () => {
  const server = await startServer((sockets) => serveEngine(sockets, (message) => message));
  const recipe = await runRecipe("engine.io-client", ["socket"], {
    "wss://example.com": server.url,
    "1_000 + 1_000 * Math.random()": `${RETRY}`,
  });
  const roundTrip = () =>
    new Promise((resolve) => {
      recipe.socket.once("message", resolve);
      recipe.socket.send("hello");
    });
  return { server, said: recipe.said, roundTrip, end: () => recipe.socket.close() };
});
