import { type ClientOptions, OptionError } from "closewise";
import { suspects } from "closewise/suspects";
import { byId } from "./dom.js";
import { LIVENESS } from "./faults.js";
import { complain, forgive } from "./field-error.js";
import { chosenProfile, fillProfiles } from "./profiles.js";

const url = byId("url", HTMLInputElement);
const protocols = byId("protocols", HTMLInputElement);
const timeout = byId("timeout", HTMLInputElement);
const profile = byId("profile", HTMLSelectElement);
const isChecked = (id: string) => byId(id, HTMLInputElement).checked;

/** Asks `connect` to connect when the form is sent, and puts what it throws beside the field at fault. */
export function wireConnectForm(defaultUrl: string, connect: () => void): void {
  url.value = defaultUrl;
  fillProfiles(profile);
  byId("connect-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    tryToConnect(connect);
  });
}

/** The fields judge nothing: the errors are those that the client throws. */
export function tryToConnect(connect: () => void): void {
  forgive(url, protocols, timeout);
  try {
    // The standard takes an empty URL for that of the page, which nobody means here.
    if (!url.value.trim()) throw new SyntaxError("type a URL, such as ws://127.0.0.1:9001/echo");
    connect();
  } catch (error) {
    complain(fieldAtFault(error), error);
  }
}

export const chosenUrl = (): string => url.value.trim();

export function showUrl(text: string): void {
  url.value = text;
}

/** By commas alone, so that a space stays in for the client to refuse. */
export const chosenProtocols = (): string[] =>
  protocols.value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

export function chosenOptions(): ClientOptions {
  return {
    reconnect: isChecked("reconnects"),
    queue: isChecked("queues"),
    liveness: isChecked("liveness") ? LIVENESS : false,
    advice: isChecked("advice"),
    profile: chosenProfile(profile),
    suspects,
    connectTimeout: timeout.value.trim() ? Number(timeout.value) : undefined,
    binaryType: "arraybuffer",
  };
}

/** The platform throws the same SyntaxError for a URL and for a subprotocol. */
function fieldAtFault(error: unknown): HTMLInputElement {
  if (error instanceof OptionError) return timeout;
  const { protocol, hash } = URL.parse(chosenUrl(), location.href) ?? { protocol: "", hash: "" };
  const isFine = /^(ws|http)s?:$/.test(protocol) && !hash;
  return isFine && chosenProtocols().length > 0 ? protocols : url;
}
