/** @internal Gives a class what Web IDL gives an interface, and a class declaration cannot have. */
export function shape<Class extends { readonly prototype: EventTarget }>(given: Class): Class {
  const { prototype } = given;
  const define = Object.defineProperty;
  const constants = Object.freeze({ CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
  for (const target of [given, prototype]) {
    Object.defineProperties(target, Object.getOwnPropertyDescriptors(constants));
  }
  define(given, "name", { value: "WebSocket", configurable: true });
  define(prototype, Symbol.toStringTag, { value: "WebSocket", configurable: true });
  // So are the methods for disposal called where there are no symbols for it.
  delete (prototype as { undefined?: unknown }).undefined;
  return given;
}
