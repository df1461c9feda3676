import { Client as ClientClass } from "./client.js";
import { showAs, withoutCredentials } from "./inspect.js";
import type { Payload, SentBeside } from "./payload.js";
import { asWebInterface } from "./web-interface.js";

/**
 * The class of every client.
 *
 * @class
 */
export const Client = /* @__PURE__ */ asWebInterface(/* @__PURE__ */ shown(ClientClass));

/** A client: see its class. */
export type Client<In = Payload, Out = SentBeside<In>> = ClientClass<In, Out>;

function shown(Class: typeof ClientClass): typeof ClientClass {
  showAs(Class.prototype, (client) => {
    const { state, url, diagnosis } = client;
    // The class itself has the platform's name.
    const name = client.constructor === Class ? "Client" : client.constructor.name;
    const facts = { state, url: withoutCredentials(url), diagnosis: diagnosis?.sentence };
    return { name, facts };
  });
  return Class;
}
