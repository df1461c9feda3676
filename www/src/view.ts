import type { Client } from "closewise";

/** A part of the page that shows one client at a time. */
export interface View {
  /** Shows this client from now on, until the signal is aborted. */
  watch(client: Client, signal: AbortSignal): void;
}
