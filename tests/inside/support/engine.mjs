/** Engine.IO 4 over WebSocket: each message is answered with what `answerTo` makes of it, unless that is undefined. */
export function serveEngine(sockets, answerTo) {
  sockets.on("connection", (socket) => {
    const opening = { sid: "1", upgrades: [], pingInterval: 25_000, pingTimeout: 20_000 };
    socket.send(`0${JSON.stringify({ ...opening, maxPayload: 1_000_000 })}`);
    socket.on("message", (data) => {
      const [type, message] = [`${data}`[0], `${data}`.slice(1)];
      const answer = type === "4" ? answerTo(message) : undefined;
      if (answer !== undefined) socket.send(`4${answer}`);
    });
  });
}
