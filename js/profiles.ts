import * as tables from "../build/profiles.js";
import type { Verdict } from "./verdict.js";

/** What the application codes of a protocol mean: one of those here, or one of your own. */
export interface Profile {
  /** The name of the protocol. */
  readonly name: string;
  /** Where its codes are documented. */
  readonly source: string;
  /** What a code means, or a range such as `"4100-4199"`. The narrowest that holds a code counts. */
  readonly codes: Readonly<Record<number | `${number}-${number}`, ProfileRule>>;
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
export const twitchEventSub: Profile = tables.twitchEventSub;

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
export const signalR: Profile = tables.signalR;

/** Action Cable of Ruby on Rails. */
export const actionCable: Profile = tables.actionCable;

/** Socket.IO and Engine.IO over WebSocket. */
export const socketIo: Profile = tables.socketIo;
