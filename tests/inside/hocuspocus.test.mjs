import { RETRY, testInside } from "./support/course.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";
import { changeArrives, documentServer } from "./support/yjs.mjs";

testInside("@hocuspocus/provider", async () => {
  const { doc: remote, serve } = documentServer({ isHocuspocus: true });
  const server = await startServer(serve);
  const { doc, provider, socket, said } = await runRecipe(
    "hocuspocus",
    ["doc", "provider", "socket"],
    {
      "wss://example.com/documents": server.url,
      "WebSocketPolyfill:": `delay: ${RETRY}, minDelay: 1, WebSocketPolyfill:`,
    },
  );
  return {
    server,
    said,
    roundTrip: () => changeArrives(doc, remote),
    end() {
      provider.destroy();
      socket.destroy();
    },
  };
});
