import { type } from "arktype";
import { assert } from "chai";
import { CodecError, type InvalidEvent } from "closewise";
import * as valibot from "valibot";
import { z } from "zod";
import { chaos, closeAll, next, thrownBy } from "./support/both.js";
import { connect } from "./support/client.js";

interface Point {
  x: number;
  y: number;
}

describe("typed messages", () => {
  afterEach(closeAll);

  it("are written and read as JSON", async () => {
    const client = connect<Point, Point>(chaos("/echo"), { codec: "json" });
    client.send({ x: 1, y: 2 });
    const { data, origin } = await next<MessageEvent<Point>>(client, "message");
    assert.deepEqual(data, { x: 1, y: 2 });
    assert.equal(origin, new URL(chaos("/")).origin);
  });

  it("that JSON cannot write are refused", () => {
    const client = connect<unknown, unknown>(chaos("/echo"), { codec: "json" });
    for (const message of [undefined, () => {}, Symbol("no")]) {
      const error = thrownBy(() => client.send(message));
      assert.instanceOf(error, CodecError);
      assert.equal(
        (error as CodecError).message,
        `JSON cannot write what is of type ${typeof message}`,
      );
    }
    assert.equal(client.stats.queuedMessages, 0);
  });

  for (const binaryType of ["blob", "arraybuffer"] as const) {
    it(`that are binary (${binaryType}) are invalid where JSON is read, in words`, async () => {
      const url = chaos("/flood?count=1&size=4&binary=1");
      const client = connect<unknown, unknown>(url, { codec: "json", binaryType });
      const { error } = await next<InvalidEvent>(client, "invalid");
      assert.instanceOf(error, CodecError);
      assert.match((error as CodecError).message, /^a binary message came, and the codec json/);
    });
  }

  it("may have a codec of the user's own", async () => {
    const client = connect(chaos("/echo"), {
      binaryType: "arraybuffer",
      codec: {
        encode: ({ x, y }: Point) => new Float64Array([x, y]),
        decode: (data): Point => {
          const [x, y] = new Float64Array(data as ArrayBuffer);
          return { x: x as number, y: y as number };
        },
      },
    });
    client.send({ x: 0.5, y: -1 });
    assert.deepEqual((await next<MessageEvent>(client, "message")).data, { x: 0.5, y: -1 });
  });

  it("that cannot be decoded are told in an invalid event, and stop nothing", async () => {
    const client = connect<Point>(chaos("/echo"), {
      codec: { encode: (text) => text as never, decode: JSON.parse as (data: unknown) => Point },
    });
    let messages = 0;
    client.addEventListener("message", () => messages++);
    client.send("{" as never);
    const { data, issues, error } = await next<InvalidEvent>(client, "invalid");
    assert.equal(data, "{");
    assert.deepEqual(issues, []);
    assert.instanceOf(error, SyntaxError);
    client.send("{}" as never);
    await next(client, "message");
    assert.equal(messages, 1);
  });

  for (const [library, schema] of [
    ["zod", z.object({ x: z.number(), y: z.number().default(7) })],
    ["valibot", valibot.object({ x: valibot.number(), y: valibot.optional(valibot.number(), 7) })],
    ["arktype", type({ x: "number", y: "number = 7" })],
  ] as const) {
    it(`are validated by ${library}, which may change them`, async () => {
      const client = connect<Point, unknown>(chaos("/echo"), { codec: "json", schema } as object);
      client.send({ x: 1 });
      assert.deepEqual((await next<MessageEvent<Point>>(client, "message")).data, { x: 1, y: 7 });
      client.send({ x: "one" });
      const { issues, data } = await next<InvalidEvent>(client, "invalid");
      assert.equal(data, '{"x":"one"}');
      assert.isNotEmpty(issues[0]?.message);
    });
  }

  it("are invalid to a validator that gives no answer, and more of them come", async () => {
    let answer: unknown;
    const schema = { "~standard": { version: 1, vendor: "own", validate: () => answer } };
    const client = connect<string, string>(chaos("/echo"), { schema } as object);
    client.send("first");
    assert.instanceOf((await next<InvalidEvent>(client, "invalid")).error, TypeError);
    answer = Promise.resolve();
    client.send("second");
    assert.isEmpty((await next<InvalidEvent>(client, "invalid")).issues);
    answer = Promise.resolve({ value: "valid" });
    client.send("third");
    assert.equal((await next<MessageEvent>(client, "message")).data, "valid");
  });

  it("keep their order when a validator takes its time", async () => {
    const slow = z.object({ n: z.number() }).refine(async ({ n }) => {
      for (let i = 10 - n; i > 0; i--) await new Promise((resolve) => setTimeout(resolve));
      return n !== 3;
    });
    const client = connect<{ n: number }, { n: number }>(chaos("/echo"), {
      codec: "json",
      schema: slow,
    });
    const log: string[] = [];
    client.addEventListener("message", ({ data }) => log.push(`${data.n}`));
    client.addEventListener("invalid", ({ data }) => log.push(`invalid ${data}`));
    for (let n = 1; n <= 5; n++) client.send({ n });
    await new Promise<void>((resolve) => {
      client.addEventListener("message", ({ data }) => data.n === 5 && resolve());
    });
    assert.deepEqual(log, ["1", "2", 'invalid {"n":3}', "4", "5"]);
  });
});
