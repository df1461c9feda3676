import { RETRY, testInside } from "./support/course.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";
import { changeArrives, documentServer } from "./support/yjs.mjs";

testInside("y-websocket", async () => {
  const { doc: remote, serve } = documentServer();
  const server = await startServer(serve);
  const { doc, provider, said } = await runRecipe("y-websocket", ["doc", "provider"], {
    "wss://example.com/documents": server.url,
  });
  provider.maxBackoffTime = RETRY;
  return {
    server,
    said,
    roundTrip: () => changeArrives(doc, remote),
    end() {
      provider.destroy();
      doc.destroy();
    },
  };
});
