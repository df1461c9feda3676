// With the types of Node alone they are those of Node.
import { Buffer } from "node:buffer";
import { Client, type ClientEventMap, type ClientStreams, type Payload } from "closewise";
import { init } from "closewise/slim";
import ws from "ws";
import { same } from "../support/same.js";

same<ClientEventMap["open"], Event>(true);
same<ClientStreams<1, 2>["readable"], ReadableStream<1>>(true);
same<ClientStreams<1, 2>["writable"], WritableStream<2>>(true);
same<Payload, string | ArrayBuffer | Blob>(true);

const client = new Client(new URL("wss://example.com"), [], { signal: AbortSignal.timeout(1) });
client.send(Buffer.from("text"));
client.send(new Blob([]));
client.dispatchEvent(new Event("mine"));
client satisfies EventTarget;
client.addEventListener("close", ({ target }: Event) => target === client);
void init(new URL("file:///closewise.wasm"));
void init(fetch("/closewise.wasm"));
new Client("wss://example.com", [], { WebSocket: ws });
client satisfies InstanceType<typeof WebSocket>;
