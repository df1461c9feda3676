/** @internal The values of `readyState`. */
export const READY_STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;

/** @internal Gives a class what Web IDL gives an interface, and a class declaration cannot have. */
export function asWebInterface<Class extends { readonly prototype: EventTarget }>(
  given: Class,
): Class {
  const { prototype } = given;
  // Where the platform lacks `Symbol.dispose` or `Symbol.asyncDispose`, the method that it should name is named
  // `undefined`.
  delete (prototype as { undefined?: unknown }).undefined;
  for (const member of Object.getOwnPropertyNames(prototype)) {
    if (member !== "constructor") Object.defineProperty(prototype, member, { enumerable: true });
  }
  for (const [name, value] of Object.entries(READY_STATES)) {
    for (const target of [given, prototype]) {
      Object.defineProperty(target, name, { value, enumerable: true });
    }
  }
  Object.defineProperty(given, "name", { value: "WebSocket", configurable: true });
  Object.defineProperty(prototype, Symbol.toStringTag, { value: "WebSocket", configurable: true });
  return given;
}
