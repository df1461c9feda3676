// What a program uses of the package, without the name of anything that only some platforms declare.
import { Client, type ClientOptions, DiagnosingWebSocket, diagnose } from "closewise";
import { discord } from "closewise/profiles";
import * as slim from "closewise/slim";
import { FakeServer } from "closewise/testing";
import { same } from "../support/same.js";

interface Point {
  x: number;
}

const client = new Client<Point>("wss://example.com", [], {
  codec: "json",
  profile: discord,
  binaryType: "arraybuffer",
  reconnect: { when: (diagnosis, close) => (close?.code === diagnosis.code ? "stop" : undefined) },
});

client.addEventListener("close", (event) => {
  same<typeof event.code, number>(true);
  same<typeof event.reason, string>(true);
  same<typeof event.wasClean, boolean>(true);
  same<typeof event.diagnosis.sentence, string>(true);
  same<typeof event.type, string>(true);
  same<typeof event.timeStamp, number>(true);
  event.preventDefault();
  // @ts-expect-error a close event has no data
  event.data;
});
client.addEventListener("message", (event) => {
  same<typeof event.data, Point>(true);
  same<typeof event.origin, string>(true);
  // @ts-expect-error a message event has no code
  event.code;
});
client.addEventListener("state", ({ from, to, type }) => void [from, to, type.length]);
client.addEventListener("undelivered", ({ data }) => typeof data === "string" && data.length);
client.addEventListener("drain", { handleEvent: ({ type }) => type.trim() });
client.addEventListener("mine", ({ type }) => type.trim(), { once: true });
client.removeEventListener("mine", null, { capture: true });
// @ts-expect-error no such option
client.addEventListener("mine", () => {}, { twice: true });

client.onclose = ({ code, diagnosis }) => diagnosis.sentence + code.toFixed();
client.onmessage = ({ data }) => data.x.toFixed();
client.onerror = ({ error }) => error.message;

/** What comes may be iterated over in both ways. */
export async function read(): Promise<void> {
  for await (const message of client) same<typeof message, Point>(true);
  const { readable, writable } = client.streams();
  const { done, value } = await readable.getReader().read();
  if (!done) same<typeof value, Point>(true);
  await writable.getWriter().write({ x: 1 });
  // @ts-expect-error not what is sent
  await writable.getWriter().write({ y: 1 });
  const { bufferedAmount, binaryType, diagnosis, snapshot } = client;
  void [bufferedAmount.toFixed(), binaryType.trim(), diagnosis?.sentence, snapshot.queued];
}

new Client("wss://example.com").send(new Uint8Array(1));
// @ts-expect-error neither text nor memory
new Client("wss://example.com").send(1);
// @ts-expect-error no such property
client.urls;

new DiagnosingWebSocket("wss://example.com").onclose = ({ diagnosis }) => diagnosis.sentence;
diagnose({ code: 1006 }, { opened: true, timeout: "connect" }).cause.trim();

const server = new FakeServer();
const options: ClientOptions = { WebSocket: server.WebSocket, queue: false };
const faked: slim.Client = new slim.Client("wss://example.com", [], options);
void slim.init("/closewise.wasm").then(() => faked.close(1000));

const socket = new server.WebSocket("wss://example.com");
socket.binaryType = "arraybuffer";
socket.addEventListener("close", ({ type }) => type.trim());
socket.onclose = ({ code, reason, wasClean }) => void [code.toFixed(), reason.trim(), wasClean];
socket.send("text");
socket.close(3000, "done");
// @ts-expect-error no such property
socket.diagnosis;
void server.nextConnection().then((connection) => connection.socket.readyState.toFixed());
