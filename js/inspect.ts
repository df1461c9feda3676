// What Node's `console.log` shows: by itself it looks at no getter, nor at what an event has beside the platform's own.

const INSPECT = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

type Inspect = (value: object, options: unknown) => string;

/** @internal Has each object that is or inherits from `target` shown by its facts, under a name. */
export function showAs<Shown extends object>(
  target: Shown,
  read: (shown: Shown) => { readonly name: string; readonly facts: object },
): void {
  Object.defineProperty(target, INSPECT, {
    value(this: Shown, _depth: number, options: unknown, inspect: Inspect) {
      const { name, facts } = read(this);
      return `${name} ${inspect(facts, options)}`;
    },
    configurable: true,
  });
}

/** @internal A URL without what may be a credential: user, password and query. */
export function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/?]*@/, "//").replace(/\?.*/, "?…");
}
