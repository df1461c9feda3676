import { fill } from "../i18n/fill.js";
import type { Words } from "./words.js";

/** What is wrong with an address, in words; undefined if a client can be given it. */
export function urlFault(
  typed: string,
  { urlFaults: words }: Words,
  page: { readonly protocol: string },
): string | undefined {
  const text = typed.trim();
  if (text === "") return words.none;
  const scheme = /^([a-z][a-z\d+.-]*:)(?:\/\/|$)/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return words.relative;
  if (scheme === "http:" || scheme === "https:") {
    const better = text.replace(/^http/i, "ws");
    return fill(words.http, { scheme, better });
  }
  if (scheme !== "ws:" && scheme !== "wss:") return fill(words.scheme, { scheme });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname) return words.unreadable;
  if (text.includes("#")) return fill(words.fragment, { hash: text.slice(text.indexOf("#")) });
  if (page.protocol === "https:" && scheme === "ws:" && !isLoopback(url)) return words.insecure;
  return undefined;
}

const isLoopback = ({ hostname }: URL): boolean =>
  /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);

/** What a subprotocol may consist of (RFC 6455 §4.1): a token of HTTP. */
const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;

export function protocolsFault(names: readonly string[], { urlFaults }: Words): string | undefined {
  const name = names.find((one, index) => !TOKEN.test(one) || names.indexOf(one) !== index);
  return name === undefined ? undefined : fill(urlFaults.protocols, { name });
}
