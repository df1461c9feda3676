/**
 * @internal The URL record of the WebSockets standard, serialised: resolved against the page, `http` and
 * `https` turned into `ws` and `wss`, no fragment.
 */
export function webSocketUrl(given: string): string {
  const { document, location } = globalThis as Partial<typeof globalThis>;
  let href = "";
  try {
    href = new URL(given, document?.baseURI ?? location?.href).href.replace(/^http/, "ws");
  } catch {
    // Told below, without the URL: it may hold a credential.
  }
  if (/^wss?:[^#]*$/.test(href)) return href;
  throw new DOMException(
    "the URL is no ws:, wss:, http: or https: URL without a fragment",
    "SyntaxError",
  );
}

/** @internal `(DOMString or sequence<DOMString>)` of Web IDL. The values are for the platform to judge. */
export function protocolList(given: unknown = []): string[] {
  const isList =
    typeof given !== "string" && (given as Partial<Iterable<unknown>>)?.[Symbol.iterator];
  return Array.from(isList ? (given as Iterable<unknown>) : [given], (one) => `${one}`);
}
