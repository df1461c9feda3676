import { ArrayQueue, ConstantBackoff, WebsocketBuilder } from "websocket-ts";

/** With the buffer and the backoff of its README's quick start: without, it would neither keep nor retry. */
export function connect(url, on = {}) {
  const client = new WebsocketBuilder(url)
    .withBuffer(new ArrayQueue())
    .withBackoff(new ConstantBackoff(1000))
    .build();
  for (const type of ["open", "message", "close"]) {
    const listener = on[type];
    if (listener) client.addEventListener(type, (_, event) => listener(event));
  }
  return client;
}
