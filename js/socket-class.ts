import { OptionError } from "./errors.js";
import type { WebSocketClass } from "./options.js";

const NAME = "WebSocket";

/**
 * The global property as it was when this module was loaded, since `globalThis.WebSocket = Client` may replace it
 * later. It is not read before it is needed: in Node, reading it loads all that implements it.
 */
const original = /* @__PURE__ */ Object.getOwnPropertyDescriptor(globalThis, NAME);

/**
 * @internal The class that makes a client's sockets: the one given, or the platform's own, also where `Client` or a
 * subclass of it has taken its place.
 */
export function socketClass(
  given: WebSocketClass | undefined,
  Client: { new (...given: never): object; readonly prototype: object },
): WebSocketClass {
  const isClient = (Class: WebSocketClass) => {
    const { prototype } = Class as { readonly prototype?: unknown };
    return prototype === Client.prototype || prototype instanceof Client;
  };
  if (given) {
    if (!isClient(given)) return given;
    throw new OptionError(NAME, given, "a class of sockets, and not this one");
  }
  const present = globalThis.WebSocket as WebSocketClass | undefined;
  const found = present && isClient(present) ? readOriginal() : present;
  if (found) return found;
  throw new OptionError(
    NAME,
    undefined,
    "a class of sockets: this platform has none, so give one, such as that of the package ws (WebSocket: ws), or on a " +
      "server that only renders say autoConnect: false",
  );
}

function readOriginal(): WebSocketClass | undefined {
  if (!original?.get) return original?.value;
  const present = Object.getOwnPropertyDescriptor(globalThis, NAME) as PropertyDescriptor;
  const found = original.get.call(globalThis);
  // In Node that getter puts what it loaded in the property's place.
  Object.defineProperty(globalThis, NAME, present);
  return found;
}
