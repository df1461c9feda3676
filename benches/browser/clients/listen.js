/** Adds the listeners given, by the names of their events, and returns the client. */
export function listen(client, on = {}) {
  for (const [type, listener] of Object.entries(on)) client.addEventListener(type, listener);
  return client;
}
