// The type of a message flows from the schema, the codec or the type arguments to the events, send and iteration.
import { type } from "arktype";
import {
  Client,
  type ClientOptions,
  type Codec,
  type GivenOptions,
  type Sendable,
} from "closewise";
import * as valibot from "valibot";
import { z } from "zod";
import { same } from "./support/same.js";

interface Point {
  x: number;
  y: number;
}

type ServerMessage = { type: "said"; text: string } | { type: "left"; at: number };
type ClientMessage = { type: "say"; text: string };

const ofZod = z.discriminatedUnion("type", [
  z.object({ type: z.literal("said"), text: z.string() }),
  z.object({ type: z.literal("left"), at: z.number() }),
]);
const ofValibot = valibot.variant("type", [
  valibot.object({ type: valibot.literal("said"), text: valibot.string() }),
  valibot.object({ type: valibot.literal("left"), at: valibot.number() }),
]);
const ofArktype = type({ type: "'said'", text: "string" }).or({ type: "'left'", at: "number" });

export function fromSchema(): void {
  const withZod = new Client("/", [], { codec: "json", schema: ofZod });
  same<typeof withZod, Client<ServerMessage, ServerMessage>>(true);
  const withValibot = new Client("/", [], { codec: "json", schema: ofValibot });
  same<typeof withValibot, Client<ServerMessage, ServerMessage>>(true);
  const withArktype = new Client("/", [], { codec: "json", schema: ofArktype });
  same<typeof withArktype, Client<ServerMessage, ServerMessage>>(true);

  // What it makes of a message, not what it makes it of.
  const point = z.object({ x: z.number(), y: z.string().transform(Number) });
  const client = new Client("/", [], { codec: "json", schema: point });
  client.send({ x: 1, y: 2 });
  // @ts-expect-error not a number
  client.send({ x: 1, y: "2" });
}

export function besideSchema(): void {
  const options = { codec: "json", queue: { ttl: 1000 } } as const;
  const clients = [
    new Client<ServerMessage, ClientMessage>("/", [], { ...options, schema: ofZod }),
    new Client<ServerMessage, ClientMessage>("/", [], { ...options, schema: ofValibot }),
    new Client<ServerMessage, ClientMessage>("/", [], { ...options, schema: ofArktype }),
  ];
  for (const client of clients) {
    client.send({ type: "say", text: "hello" });
    // @ts-expect-error that comes
    client.send({ type: "left", at: 1 });
    client.onmessage = ({ data }) => data.type === "left" && data.at.toFixed();
  }

  const declared: Client<ServerMessage, ClientMessage> = new Client("/", [], {
    codec: "json",
    schema: ofZod,
  });
  declared.send({ type: "say", text: "hello" });

  new Client<{ type: "said"; text: number }, ClientMessage>("/", [], {
    codec: "json",
    // @ts-expect-error its text is a string
    schema: z.object({ type: z.literal("said"), text: z.string() }),
  });
}

export async function everywhere(): Promise<void> {
  const client = new Client<ServerMessage, ClientMessage>("/", [], { codec: "json" });
  client.addEventListener("message", ({ data }) => same<typeof data, ServerMessage>(true));
  client.addEventListener("sent", ({ message }) => same<typeof message, ClientMessage>(true));
  client.addEventListener("undelivered", ({ message, data, tag }) => {
    same<typeof message, ClientMessage>(true);
    same<typeof data, Sendable>(true);
    same<typeof tag, unknown>(true);
  });
  same<ReturnType<typeof client.takeQueued>, ClientMessage[]>(true);
  for await (const message of client) same<typeof message, ServerMessage>(true);
  for await (const message of client.messages()) same<typeof message, ServerMessage>(true);
  const stop: () => void = client.subscribe((data) => same<typeof data, ServerMessage>(true));
  stop();
  const { readable, writable } = client.streams();
  same<typeof readable, ReadableStream<ServerMessage>>(true);
  same<typeof writable, WritableStream<ClientMessage>>(true);

  const { data } = await new Promise<MessageEvent<ServerMessage>>((resolve) => {
    client.addEventListener("message", resolve);
  });
  data.type satisfies string;
}

declare const pack: (message: unknown) => ArrayBuffer;
declare const unpack: (data: unknown) => unknown;

export function fromCodec(): void {
  const client = new Client("/", [], {
    codec: {
      encode: (point: Point) => new Float64Array([point.x, point.y]),
      decode: (data) => ({ type: "left" as const, at: (data as string).length }),
    },
  });
  same<typeof client, Client<{ type: "left"; at: number }, Point>>(true);

  new Client<ServerMessage, ClientMessage>("/", [], {
    codec: { encode: ({ text }) => text, decode: () => ({ type: "left", at: 1 }) },
  });
  new Client<ServerMessage, ClientMessage>("/", [], {
    // @ts-expect-error not what comes
    codec: { encode: pack, decode: () => 5 },
  });
  new Client<ServerMessage, ClientMessage>("/", [], {
    // @ts-expect-error not what is sent
    codec: { encode: (point: Point) => pack(point), decode: () => ({ type: "left", at: 1 }) },
  });
  // @ts-expect-error it has to say what it reads, or a schema has
  new Client<ServerMessage>("/", [], { codec: { encode: pack, decode: unpack } });
}

/** A codec of a library knows no types: the schema does. */
export function fromCodecAndSchema(): void {
  const codec = { encode: (message: ClientMessage) => pack(message), decode: unpack };
  const client = new Client("/", [], { codec, schema: ofZod });
  same<typeof client, Client<ServerMessage, ClientMessage>>(true);
  new Client<ServerMessage, ClientMessage>("/", [], {
    codec: { encode: pack, decode: unpack },
    schema: ofArktype,
  });
}

export function fromArguments(): void {
  const client = new Client<Point>("/", [], { codec: "json" });
  same<typeof client, Client<Point, Point>>(true);
  client.onmessage = ({ data }) => data.x;
  client.send({ x: 1, y: 2 });
  // @ts-expect-error not what is sent
  client.send("text");
  // @ts-expect-error not what comes
  client.subscribe((text: string) => text);
  new Client<unknown>("/", [], { codec: "json" }).send(null);
  // Of text, or of bytes, nothing follows for what is sent.
  same<Client<string>, Client<string, Sendable>>(true);
  same<Client, Client<string | ArrayBuffer | Blob, Sendable>>(true);
}

export function fromNothing(): void {
  const client = new Client("/");
  client.send("text");
  client.send(new Uint8Array(1));
  client.send(new Blob([]), { ttl: 100 });
  // @ts-expect-error memory that is shared
  client.send(new Uint8Array(new SharedArrayBuffer(1)));
  // @ts-expect-error not without a codec
  client.send({ x: 1 });
  // @ts-expect-error no such option
  client.send("text", { timeout: 1 });
  // @ts-expect-error JSON may hold anything: the type of a message has to come from somewhere
  new Client("/", [], { codec: "json" });
  // @ts-expect-error no such codec
  new Client<Point>("/", [], { codec: "yaml" });
}

/** Options are handed on, by a function or a class of the user's own. */
export function handOn<In, Out>(
  options: ClientOptions<In, Out>,
  given: GivenOptions<In, Out>,
  codec: Codec<In, Out>,
): Client<In, Out>[] {
  return [
    new Client<In, Out>("/", [], options),
    new Client<In, Out>("/", [], given),
    new Client("/", [], { codec }),
  ];
}

export class Subclass extends Client<string, string> {
  shout(text: string): void {
    this.send(text.toUpperCase());
    // @ts-expect-error only text
    this.send(new Uint8Array(1));
  }
}

export class PointClient extends Client<Point> {
  constructor(url: string, options: ClientOptions<Point>) {
    super(url, [], { ...options, codec: "json" });
    this.send({ x: 1, y: 2 });
  }
}

export class AnySubclass extends Client {}
Client.OPEN satisfies 1;
// @ts-expect-error a constant
Client.OPEN = 2;
