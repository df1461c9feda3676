// Where nothing is declared, what the package cannot do without is its own.
import type { Client, ClientCloseEvent, Payload } from "closewise";

/** A text, and memory, are known everywhere. */
export function textOf(data: Payload): string | number | Promise<string> {
  if (typeof data === "string") return data;
  return data instanceof ArrayBuffer ? data.byteLength : data.text();
}

export const listen = (client: Client, event: ClientCloseEvent): boolean =>
  client.dispatchEvent(event);

// @ts-expect-error the test: this is what the others declare
type _None = Event;
