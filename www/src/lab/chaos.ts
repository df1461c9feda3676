// The chaos server: where it is, whether it is there, and what it saw of a client.

export interface ChaosState {
  /** Without a slash at the end. */
  readonly url: string;
  readonly presence: "asking" | "there" | "absent" | "unasked";
}

/** Where `npm start` has it, unless the page was told otherwise. */
export const defaultChaos = (): string =>
  (import.meta.env["VITE_CHAOS_URL"] as string | undefined) ?? "ws://127.0.0.1:9001";

/**
 * Whether the page may look for a chaos server unasked. A page from elsewhere may not: its browser would ask the visitor
 * for leave to reach the local network.
 */
export const mayAsk = (): boolean =>
  import.meta.env["VITE_CHAOS_URL"] !== undefined ||
  ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

/** A `ws:` or `wss:` address; undefined if the text is none. */
export function chaosAddress(text: string): string | undefined {
  const trimmed = text.trim();
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `ws://${trimmed}`);
    const scheme = { "http:": "ws:", "https:": "wss:", "ws:": "ws:", "wss:": "wss:" }[url.protocol];
    return scheme && HOST.test(url.host) ? `${scheme}//${url.host}` : undefined;
  } catch {
    return undefined;
  }
}

/** Browsers differ in what else they take for a host. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i;

export async function isThere(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${http(url)}/control/health`, {
      signal: AbortSignal.timeout(5000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** What the server wrote down of a connection. Times are ms since 1970. */
export interface Connection {
  readonly opened: boolean;
  readonly at: number;
  readonly sent: readonly { readonly at: number }[];
  readonly closeSent: {
    readonly code: number | null;
    readonly reason: string;
    readonly at: number;
  } | null;
  readonly close: {
    readonly how: "frame" | "eof" | "reset" | "violation" | "refused" | "server-reset";
    readonly status?: number;
    readonly at: number;
  } | null;
}

/** The connections of a client id, in order; none if the server cannot be asked. */
export async function connectionsOf(url: string, client: string): Promise<Connection[]> {
  try {
    const response = await fetch(`${http(url)}/control/clients/${client}`);
    const { connections } = (await response.json()) as { connections: Connection[] };
    return connections;
  } catch {
    return [];
  }
}

const http = (url: string): string => url.replace(/^ws/, "http");
