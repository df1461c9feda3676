// The state of the page as the hash of a link: only what differs from the defaults, and no credentials.
import { faultOf, NOTHING, protocolsOf, rowOf, type Settings, withValue } from "./values.js";

export interface Link {
  /** Without `#`; empty where nothing was chosen. */
  readonly hash: string;
  /** What was left out, by name: `user:password`, `?token`, `handshake.greeting`. */
  readonly leftOut: readonly string[];
}

export function linkOf(settings: Settings): Link {
  const { url, leftOut } = withoutCredentials(settings.url);
  const out = [...leftOut];
  const params = new URLSearchParams();
  if (url) params.set("url", url);
  const protocols = protocolsOf(settings).filter((name) => !looksSecret(name));
  if (protocols.length < protocolsOf(settings).length) out.push("subprotocol");
  if (protocols.length > 0) params.set("protocols", protocols.join(","));
  for (const [path, value] of Object.entries(settings.values)) {
    if (rowOf(path)?.kind.type === "text" && looksSecret(value)) out.push(path);
    else params.set(path, value);
  }
  return { hash: readable(params), leftOut: out };
}

/** The settings of a link. What is no option, or what it may not be, is passed over. */
export function settingsOf(hash: string): Settings {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const url = params.get("url") ?? "";
  const protocols = params.get("protocols") ?? "";
  let settings: Settings = { ...NOTHING, url, protocols };
  for (const [path, value] of params) {
    const row = rowOf(path);
    if (row && !faultOf(row, value)) settings = withValue(settings, path, value);
  }
  return settings;
}

/** The same URL without user, password and whatever in the query is named or looks like a credential. */
export function withoutCredentials(given: string): { url: string; leftOut: string[] } {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    // Nothing says which part of it is which.
    const isPlain = !/[@?#]/.test(given) && !looksSecret(given);
    return isPlain
      ? { url: given, leftOut: [] }
      : { url: "", leftOut: [given === "" ? "" : "url"] };
  }
  const leftOut: string[] = [];
  if (url.username || url.password) {
    leftOut.push("user:password");
    url.username = "";
    url.password = "";
  }
  for (const [name, value] of [...url.searchParams]) {
    const isNamedSo = SECRET_NAME.test(name) && !(name === "code" && /^\d{1,5}$/.test(value));
    if (!isNamedSo && !looksSecret(value)) continue;
    leftOut.push(`?${name}`);
    url.searchParams.delete(name);
  }
  if (SECRET_NAME.test(url.hash) || looksSecret(url.hash)) {
    leftOut.push("#…");
    url.hash = "";
  }
  // As it was typed, where nothing had to go: the parser would change it, if only by a slash.
  return { url: leftOut.length > 0 ? url.href : given, leftOut };
}

/** `token`, `access_token`, `apiKey`, `sig`, `X-Amz-Signature`, … */
const SECRET_NAME =
  /(?:^|[-_.])(?:t|sid|jwt|key|sig|code)$|token|auth|secret|passw|pwd|credential|signature|session|ticket|api-?_?key|bearer/i;

/** A token by its look: three parts of base64 (a JWT), or a text that names one. */
const looksSecret = (text: string): boolean =>
  /(?:^|\W)ey[\w-]{8,}\.[\w-]+\.[\w-]*/.test(text) ||
  /bearer|token|passw|secret|api_?key|authorization/i.test(text) ||
  /^[\w+/=-]{32,}$/.test(text);

/** Characters that need no escape in a hash stay as they are. */
const readable = (params: URLSearchParams): string =>
  params.toString().replace(/%(?:3A|2F|2C|40)/g, decodeURIComponent);
