// The same with a subscriber in the place of the listener of messages, for whom no event is made.
import { Client } from "closewise";
import { listen } from "./listen.js";

export function connect(url, { message, ...on } = {}) {
  const client = listen(new Client(url), on);
  if (message) client.subscribe((data) => message({ data }));
  return client;
}
