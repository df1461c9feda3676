// So they are with the library for workers.
import { Client, type ClientCloseEvent, type ClientEventMap, type ClientStreams } from "closewise";
import { init } from "closewise/slim";
import { same } from "../support/same.js";

same<ClientEventMap["open"], Event>(true);
same<ClientStreams<1, 2>["readable"], ReadableStream<1>>(true);

Client satisfies typeof WebSocket;
const client: WebSocket = new Client("/", [], { signal: AbortSignal.timeout(1) });
client.send(new Blob([]));
void init(fetch("/closewise.wasm"));
void WebAssembly.compile(new Uint8Array(1)).then(init);

export const message = (event: ClientEventMap<1>["message"]): MessageEvent<1> => event;
export const closed = (event: ClientCloseEvent): CloseEvent => event;
