import { RETRY, testInside, testWithClient } from "./support/course.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";

/** STOMP 1.2, as far as it takes to echo to the one subscription. */
function serve(sockets) {
  sockets.on("connection", (socket) => {
    let subscription;
    socket.on("message", (data) => {
      for (const frame of `${data}`.split("\0")) {
        const [head, body] = frame.split("\n\n");
        const [command, ...lines] = head.trim().split("\n");
        const headers = Object.fromEntries(lines.map((line) => line.split(":")));
        const send = (...answer) => socket.send(`${answer.join("\n")}\0`);
        if (command === "CONNECT") send("CONNECTED", "version:1.2", "", "");
        if (command === "SUBSCRIBE") subscription = headers.id;
        if (command === "SEND")
          send(
            "MESSAGE",
            `subscription:${subscription}`,
            "message-id:1",
            "destination:/a",
            "",
            body,
          );
        if (command === "DISCONNECT") send("RECEIPT", `receipt-id:${headers.receipt}`, "", "");
      }
    });
  });
}

async function start(replace) {
  const server = await startServer(serve, { handleProtocols: () => "v12.stomp" });
  const { client, said } = await runRecipe("stompjs", ["client"], {
    "wss://example.com/stomp": server.url,
    "client.activate()": `client.reconnectDelay = ${RETRY};\nclient.activate()`,
    ...replace,
  });
  const roundTrip = async () => {
    while (!client.connected) {
      await new Promise((resolve) => {
        client.onConnect = resolve;
      });
    }
    await new Promise((resolve) => {
      client.subscribe("/a", resolve);
      client.publish({ destination: "/a", body: "hello" });
    });
  };
  return { server, said, roundTrip, end: () => client.deactivate() };
}

testInside("@stomp/stompjs", start);
testWithClient("@stomp/stompjs", start);
