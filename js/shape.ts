/** @internal Gives a class what Web IDL gives an interface, and a class declaration cannot have. */
export function shape<Class extends { readonly prototype: EventTarget }>(given: Class): Class {
  const { prototype } = given;
  const define = Object.defineProperty;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== "constructor") define(prototype, key, { enumerable: true });
  }
  for (const [value, key] of ["CONNECTING", "OPEN", "CLOSING", "CLOSED"].entries()) {
    for (const target of [given, prototype]) define(target, key, { value, enumerable: true });
  }
  define(given, "name", { value: "WebSocket", configurable: true });
  define(prototype, Symbol.toStringTag, { value: "WebSocket", configurable: true });
  disposable(prototype as unknown as Disposed);
  return given;
}

interface Disposed {
  close(): void;
  readonly ended: Promise<unknown>;
}

/** Where there are the symbols for it. */
function disposable(prototype: Disposed): void {
  const methods: [symbol | undefined, (this: Disposed) => unknown][] = [
    [
      Symbol.dispose,
      function () {
        this.close();
      },
    ],
    [
      Symbol.asyncDispose,
      async function () {
        this.close();
        await this.ended;
      },
    ],
  ];
  for (const [key, value] of methods) {
    if (key) Object.defineProperty(prototype, key, { value, writable: true, configurable: true });
  }
}
