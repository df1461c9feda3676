import { RETRY, testInside } from "./support/course.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";

/** Channels, as version 2 of the serializer writes them; every push is answered with what it held. */
function serve(sockets) {
  sockets.on("connection", (socket) =>
    socket.on("message", (data) => {
      const [joinRef, ref, topic, , payload] = JSON.parse(data);
      const answer = { status: "ok", response: payload };
      socket.send(JSON.stringify([joinRef, ref, topic, "phx_reply", answer]));
    }),
  );
}

testInside("phoenix", async () => {
  const server = await startServer(serve);
  const { socket, said } = await runRecipe("phoenix", ["socket"], {
    "wss://example.com/socket": server.url,
  });
  socket.rejoinAfterMs = () => RETRY;
  const channel = socket.channel("room:lobby");
  channel.join();
  const roundTrip = () =>
    new Promise((resolve) => channel.push("say", { text: "hello" }).receive("ok", resolve));
  return {
    server,
    said,
    roundTrip,
    end: () => new Promise((resolve) => socket.disconnect(resolve)),
  };
});
