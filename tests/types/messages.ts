// The type of a message flows from the schema, the codec or the type argument to the events, send and iteration.
import { type } from "arktype";
import { Client } from "closewise";
import * as valibot from "valibot";
import { z } from "zod";
import { same } from "./support/same.js";

interface Point {
  x: number;
  y: number;
}

export async function fromSchema(): Promise<void> {
  const zod = new Client("/", [], {
    codec: "json",
    schema: z.object({ x: z.number(), y: z.number().default(0) }),
  });
  zod.addEventListener("message", ({ data }) => same<typeof data, Point>(true));
  zod.send({ x: 1 });
  // @ts-expect-error not a number
  zod.send({ x: "1" });
  for await (const message of zod) same<typeof message, Point>(true);
  const stop: () => void = zod.subscribe((data) => same<typeof data, Point>(true));
  stop();
  const { readable, writable } = zod.streams();
  same<typeof readable, ReadableStream<Point>>(true);
  await writable.getWriter().write({ x: 1 });

  const arktype = new Client("/", [], {
    codec: "json",
    schema: type({ x: "number", y: "number = 0" }),
  });
  arktype.addEventListener("message", ({ data }) => same<typeof data, Point>(true));
  arktype.send({ x: 1 });
  // @ts-expect-error not a number
  arktype.send({ x: "1" });

  const { data } = await new Promise<MessageEvent<{ x: number }>>((resolve) => {
    new Client("/", [], {
      codec: "json",
      schema: valibot.object({ x: valibot.number() }),
    }).addEventListener("message", resolve);
  });
  data.x satisfies number;
}

export function fromCodec(): void {
  const client = new Client("/", [], {
    codec: {
      encode: (point: Point) => new Float64Array([point.x, point.y]),
      decode: (data): Point => ({ x: (data as string).length, y: 0 }),
    },
  });
  client.onmessage = ({ data }) => data.x + data.y;
  client.send({ x: 1, y: 2 });
  // @ts-expect-error y is missing
  client.send({ x: 1 });
}

export function fromArguments(): void {
  const client = new Client<Point, { move: Point }>("/", [], { codec: "json" });
  client.onmessage = ({ data }) => data.x;
  client.send({ move: { x: 1, y: 2 } });
  // @ts-expect-error not what is sent
  client.send({ x: 1, y: 2 });
  // @ts-expect-error not what comes
  client.subscribe((text: string) => text);
  new Client<unknown, unknown>("/", [], { codec: "json" }).send(null);
}

export function fromNothing(): void {
  const client = new Client("/");
  client.send("text");
  client.send(new Uint8Array(1));
  client.send(new Blob([]), { ttl: 100 });
  // @ts-expect-error not without a codec
  client.send({ x: 1 });
  // @ts-expect-error no such option
  client.send("text", { timeout: 1 });
  // @ts-expect-error JSON may hold anything: the type of a message has to come from somewhere
  new Client("/", [], { codec: "json" });
  // @ts-expect-error no such codec
  new Client<Point>("/", [], { codec: "yaml" });
}

export class Subclass extends Client<string, string> {
  shout(text: string): void {
    this.send(text.toUpperCase());
    // @ts-expect-error only text
    this.send(new Uint8Array(1));
  }
}

export class AnySubclass extends Client {}
Client.OPEN satisfies 1;
// @ts-expect-error a constant
Client.OPEN = 2;
