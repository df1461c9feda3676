// The class for libraries that take one, as their declarations see it.
import { HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { Client as StompClient } from "@stomp/stompjs";
import { type ClientCloseEvent, DiagnosingWebSocket } from "closewise";
import { graphqlTransportWs } from "closewise/profiles";
import { Socket, WebSocket as Transport } from "engine.io-client";
import { createClient } from "graphql-ws";
import mqtt from "mqtt";
import { webSocket } from "rxjs/webSocket";
import { WebsocketProvider } from "y-websocket";
import { Doc } from "yjs";

DiagnosingWebSocket satisfies typeof WebSocket;

class OwnSocket extends DiagnosingWebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols, { profile: graphqlTransportWs, connectTimeout: 5_000 });
    this.addEventListener("close", ({ diagnosis }) => diagnosis.sentence.trim());
  }
}
OwnSocket satisfies typeof WebSocket;

// @ts-expect-error it does not reconnect
new DiagnosingWebSocket("wss://example.com", [], { reconnect: {} });
// @ts-expect-error a library has its own way to write messages
new DiagnosingWebSocket("wss://example.com", [], { codec: "json" });

const isWorthIt = (event: unknown) => {
  const { diagnosis } = event as Partial<ClientCloseEvent>;
  return diagnosis?.verdict.action !== "stop";
};

createClient({ url: "/", webSocketImpl: OwnSocket, shouldRetry: isWorthIt });

const stomp = new StompClient({
  webSocketFactory: () => new DiagnosingWebSocket("/stomp"),
  onWebSocketClose: (event) => {
    if (!isWorthIt(event)) void stomp.deactivate();
  },
});

new WebsocketProvider("/", "room", new Doc(), {
  WebSocketPolyfill: OwnSocket,
  shouldReconnect: isWorthIt,
});

new HocuspocusProviderWebsocket({
  url: "/",
  WebSocketPolyfill: OwnSocket,
  onClose: ({ event }) => isWorthIt(event),
});

webSocket({ url: "/", WebSocketCtor: OwnSocket, closeObserver: { next: isWorthIt } });

mqtt.connect("/", { createWebsocket: (url, protocols) => new OwnSocket(url, protocols) });

class OwnTransport extends Transport {
  override createSocket(uri: string, protocols?: string | string[]): DiagnosingWebSocket {
    return new OwnSocket(uri, protocols);
  }
}
new Socket("/", { transports: [OwnTransport] }).on("close", (_reason, details) => {
  if (details && "context" in details) isWorthIt(details.context);
});
