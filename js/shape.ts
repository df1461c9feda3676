import { words } from "./words.js";

/** @internal Gives a class what Web IDL gives an interface, and a class declaration cannot have. */
export function shape<Class extends { readonly prototype: EventTarget }>(given: Class): Class {
  const { prototype } = given;
  const define = Object.defineProperty;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== "constructor") define(prototype, key, { enumerable: true });
  }
  for (const [value, key] of words("CONNECTING OPEN CLOSING CLOSED").entries()) {
    for (const target of [given, prototype]) define(target, key, { value, enumerable: true });
  }
  define(given, "name", { value: "WebSocket", configurable: true });
  define(prototype, Symbol.toStringTag, { value: "WebSocket", configurable: true });
  // So are the methods for disposal called where there are no symbols for it.
  Reflect.deleteProperty(prototype, "undefined");
  return given;
}
