import type { Profile } from "closewise";
import * as shipped from "closewise/profiles";

/** The shipped profiles by their names in JavaScript. */
export const PROFILES: Readonly<Record<string, Profile>> = { ...shipped };

/** `graphqlTransportWs` as `GRAPHQL_TRANSPORT_WS`, as Rust names it. */
export const rustName = (name: string): string =>
  RUST_NAMES[name] ?? name.replace(/[A-Z]/g, "_$&").toUpperCase();

/** Where a word of the name has its own capitals. */
const RUST_NAMES: Readonly<Record<string, string>> = { obsWebSocket: "OBS_WEBSOCKET" };
