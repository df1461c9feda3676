import { firstValueFrom, Subject } from "rxjs";
import { RETRY, testInside } from "./support/course.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";

function serve(sockets) {
  sockets.on("connection", (socket) => socket.on("message", (data) => socket.send(`${data}`)));
}

testInside("rxjs/webSocket", async () => {
  const server = await startServer(serve);
  const { subject, messages, said } = await runRecipe("rxjs", ["subject", "messages"], {
    "wss://example.com/feed": server.url,
    "1_000 + 1_000 * Math.random()": `${RETRY}`,
  });
  const told = new Subject();
  const subscription = messages.subscribe((message) => told.next(message));
  const roundTrip = async () => {
    const answer = firstValueFrom(told);
    subject.next("hello");
    await answer;
  };
  return { server, said, roundTrip, end: () => subscription.unsubscribe() };
});
