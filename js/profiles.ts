import * as tables from "../build/profiles.js";
import { announcing } from "./announcements.js";
import type { Payload } from "./payload.js";
import type { URL } from "./platform.js";
import type { Verdict, VerdictLike } from "./verdict.js";

/** What the application codes of a protocol mean, and what it announces: one of those here, or one of your own. */
export interface Profile {
  /** The name of the protocol. */
  readonly name: string;
  /** Where its codes are documented. */
  readonly source: string;
  /** What a code means, or a range such as `"4100-4199"`. The narrowest that holds a code counts. */
  readonly codes: Readonly<Record<number | `${number}-${number}`, ProfileRule>>;
  /**
   * Looks at each message, as it came, and tells what it announces of the close that follows; `undefined` for nothing.
   * The message is told all the same. What it throws is reported.
   */
  readonly read?: ((data: Payload) => Announced | undefined) | undefined;
  /** Whether the protocol lets the client send nothing: `send` throws a `ReceiveOnlyError`. Default: `false`. */
  readonly receiveOnly?: boolean | undefined;
}

/** What a message announces of the close that follows it. */
export interface Announced {
  /** What to do after that close, which need not have a code. `undefined` takes back what was announced before. */
  readonly verdict: VerdictLike | undefined;
  /** Where the next connection goes, in place of the client's own URL or of the provider's, once. */
  readonly url?: string | URL | undefined;
  /** Whether to leave this connection for another one now, unless nothing is retried. Default: `false`. */
  readonly moveNow?: boolean | undefined;
}

/** What a code means: what to do, and words for it. */
export type ProfileRule = Verdict & {
  /** A short name. */
  readonly name: string;
  /** What it means, as half a sentence. */
  readonly meaning?: string;
  /** Where it is documented. Default: the profile's `source`. */
  readonly reference?: string;
};

/** GraphQL over WebSocket, the subprotocol `graphql-transport-ws`. */
export const graphqlTransportWs: Profile = tables.graphqlTransportWs;

/** Pusher Channels. */
export const pusher: Profile = tables.pusher;

/** Centrifugo. */
export const centrifugo: Profile = tables.centrifugo;

/** The gateway of Discord. */
export const discord: Profile = tables.discord;

/** WebSocket APIs of Amazon API Gateway. */
export const awsApiGateway: Profile = tables.awsApiGateway;

/** Hocuspocus, the server for Yjs documents. */
export const hocuspocus: Profile = tables.hocuspocus;

/** Liveblocks. */
export const liveblocks: Profile = tables.liveblocks;

/** Twitch EventSub over WebSocket. */
export const twitchEventSub: Profile = /* @__PURE__ */ announcing(tables.twitchEventSub);

/** obs-websocket 5, the remote control of OBS Studio. */
export const obsWebSocket: Profile = tables.obsWebSocket;

/** Colyseus rooms. */
export const colyseus: Profile = tables.colyseus;

/** The voice gateways of Discord. */
export const discordVoice: Profile = tables.discordVoice;

/** AssemblyAI, streaming speech to text. */
export const assemblyAi: Profile = tables.assemblyAi;

/** The reliable subprotocols of Azure Web PubSub. */
export const azureWebPubSub: Profile = tables.azureWebPubSub;

/** Phoenix channels and LiveView. */
export const phoenix: Profile = tables.phoenix;

/** ASP.NET Core SignalR. */
export const signalR: Profile = /* @__PURE__ */ announcing(tables.signalR);

/** Action Cable of Ruby on Rails. */
export const actionCable: Profile = /* @__PURE__ */ announcing(tables.actionCable);

/** Socket.IO and Engine.IO over WebSocket. */
export const socketIo: Profile = /* @__PURE__ */ announcing(tables.socketIo);

/** Home Assistant's WebSocket API. */
export const homeAssistant: Profile = /* @__PURE__ */ announcing(tables.homeAssistant);
