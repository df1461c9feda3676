import { Client, type ClientOptions, type ReconnectOptions, type Source } from "closewise";
import { remember } from "./both.js";

/** Retries at once, so that no test waits for a delay. */
export const AT_ONCE: ReconnectOptions = { when: () => "retry-now" };

/** A client that is closed when the test is over. */
export function connect<In = string | ArrayBuffer | Blob, Out = string | BufferSource | Blob>(
  source: Source,
  options?: ClientOptions<In, Out>,
  protocols?: string | string[],
): Client<In, Out> {
  return remember(new Client<In, Out>(source, protocols, options));
}

/** The types of the events that a client fires, as they come. */
export function logOf(client: EventTarget, ...types: string[]): string[] {
  const log: string[] = [];
  for (const type of types) client.addEventListener(type, () => log.push(type));
  return log;
}
