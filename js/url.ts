/**
 * @internal The URL record of the WebSockets standard, serialised: resolved against the page, `http` and
 * `https` turned into `ws` and `wss`, no fragment.
 */
export function webSocketUrl(given: string): string {
  const base = baseUrl();
  const url = parse(given, base);
  const href = url?.href.replace(/^http/, "ws") ?? "";
  if (/^wss?:[^#]*$/.test(href)) return href;
  const quoted = JSON.stringify(url ? withoutSecrets(url) : withoutSecretsOf(given));
  throw new DOMException(`the URL ${quoted} ${faultOf(given, url, base)}`, "SyntaxError");
}

/** @internal What a relative URL is relative to; undefined where there is no page, as while a server renders one. */
export function baseUrl(): string | undefined {
  const { document, location } = globalThis as Partial<typeof globalThis>;
  return document?.baseURI ?? location?.href;
}

function parse(given: string, base?: string): URL | undefined {
  try {
    return new URL(given, base);
  } catch {
    return undefined;
  }
}

function faultOf(given: string, url: URL | undefined, base: string | undefined): string {
  if (url) {
    return /^(ws|http)s?:$/.test(url.protocol)
      ? "has a fragment (#), which no socket takes"
      : `has the scheme ${url.protocol}; allowed are ws:, wss:, http: and https:`;
  }
  const isRelative = !SCHEME.test(given) && !parse("", base);
  return isRelative
    ? "is relative, and there is no page to resolve it against"
    : "cannot be parsed";
}

const SCHEME = /^\s*[a-z][a-z\d+.-]*:/i;

/** A URL as it may be shown: without a user's name and password, and without what the query says. */
function withoutSecrets({ protocol, host, pathname, search, hash }: URL): string {
  // Without a host it may be anything, such as name:password@host.
  if (!host) return `${protocol}…`;
  return `${protocol}//${host}${pathname}${search && "?…"}${hash && "#…"}`.slice(0, LONGEST);
}

/** The same of what is no URL, where nothing says which part is which. */
function withoutSecretsOf(given: string): string {
  if (given.includes("@")) return `${SCHEME.exec(given)?.[0] ?? ""}…`;
  return given.replace(/[?#].*/s, "…").slice(0, LONGEST);
}

/** What is quoted of a URL. */
const LONGEST = 100;

/** @internal `(DOMString or sequence<DOMString>)` of Web IDL. The values are for the platform to judge. */
export function protocolList(given: unknown = []): string[] {
  const isList =
    typeof given !== "string" && (given as Partial<Iterable<unknown>>)?.[Symbol.iterator];
  if (isList) return Array.from(given as Iterable<unknown>, (one) => `${one}`);
  const protocol = `${given}`;
  if (!protocol.startsWith("[object ")) return [protocol];
  throw new DOMException(
    "the protocols are an object. Options come third: new Client(url, [], options)",
    "SyntaxError",
  );
}
