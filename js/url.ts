/**
 * @internal The URL record of the WebSockets standard, serialised: resolved against the page, `http` and
 * `https` turned into `ws` and `wss`, no fragment.
 */
export function webSocketUrl(given: string): string {
  const base =
    (globalThis as Partial<typeof globalThis>).document?.baseURI ?? globalThis.location?.href;
  let url: URL | undefined;
  try {
    url = new URL(given, base);
  } catch {
    // Told below, without the URL: it may hold a credential.
  }
  const href = url?.href.replace(/^http/, "ws");
  if (!href || !/^wss?:/.test(href) || href.includes("#")) {
    throw new DOMException(
      "the URL is no valid ws:, wss:, http: or https: URL without a fragment",
      "SyntaxError",
    );
  }
  return href;
}

/** @internal `(DOMString or sequence<DOMString>)` of Web IDL. The values are for the platform to judge. */
export function protocolList(given: unknown): string[] {
  if (given === undefined) return [];
  return Object(given) === given && (given as Iterable<unknown>)[Symbol.iterator] != null
    ? Array.from(given as Iterable<unknown>, (one) => `${one}`)
    : [`${given}`];
}
