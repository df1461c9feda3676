// The clients that are measured in pages: a file each, of the same face.
//
// `connect(url, on)` makes a client as its documentation does, with its defaults, and with the listeners
// in `on` (open, message, close, …); it returns what has `send` and `close`.

/** The first is the baseline. */
export const clients = [
  "native",
  "closewise",
  "partysocket",
  "reconnecting-websocket",
  "robust-websocket",
  "sockette",
  "websocket-ts",
];

export const [baseline] = clients;

/** Those whose way of a message is measured: closewise's is another for a subscriber. */
export const receivers = clients.flatMap((name) =>
  name === "closewise" ? [name, "closewise-subscribe"] : [name],
);
