// With the DOM library the types are the platform's own.
import { Client, type ClientCloseEvent, type ClientEventMap, type ClientStreams } from "closewise";
import type { FakeConnection, FakeWebSocketClass } from "closewise/testing";
import { same } from "../support/same.js";

same<ClientEventMap["open"], Event>(true);
same<ClientStreams<1, 2>["readable"], ReadableStream<1>>(true);
same<ClientStreams<1, 2>["writable"], WritableStream<2>>(true);
same<FakeWebSocketClass, typeof WebSocket>(true);
same<FakeConnection["socket"], WebSocket>(true);

Client satisfies typeof WebSocket;
const client: WebSocket = new Client("/", [], { signal: AbortSignal.timeout(1) });
client.addEventListener("close", (event: CloseEvent) => (event as ClientCloseEvent).diagnosis);
client.send(new Blob([]));
client.dispatchEvent(new Event("mine"));
client satisfies EventTarget;

export const message = (event: ClientEventMap<1>["message"]): MessageEvent<1> => event;
export const back = (event: MessageEvent<1>): ClientEventMap<1>["message"] => event;
export const closed = (event: ClientCloseEvent): CloseEvent => event;
