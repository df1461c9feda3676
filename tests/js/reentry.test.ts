// Calls back into a client from inside a function that the client calls.
import { assert } from "chai";
import type { StateEvent } from "closewise";
import { aTaskLater, chaos, closeAll, next } from "./support/both.js";
import { connect } from "./support/client.js";

describe("a listener", () => {
  afterEach(closeAll);

  it("may close its client: the events keep their order", async () => {
    const client = connect(chaos("/echo"));
    const log: string[] = [];
    client.addEventListener("open", () => {
      log.push("open");
      client.send("x");
      client.close();
      log.push(`still ${client.readyState}`);
    });
    for (const type of ["close", "end"] as const)
      client.addEventListener(type, () => log.push(type));
    client.addEventListener("state", ({ to }: StateEvent) => log.push(to));
    await client.ended;
    assert.deepEqual(log, [
      "connecting",
      "open",
      "open",
      "still 2",
      "closing",
      "ended",
      "close",
      "end",
    ]);
  });

  it("may make another client", async () => {
    const first = connect(chaos("/close?code=1000"));
    const second = await new Promise<ReturnType<typeof connect>>((resolve) => {
      first.addEventListener("end", () => resolve(connect(chaos("/echo"))));
    });
    await second.opened;
    await aTaskLater();
    second.send("alive");
    await next(second, "message");
  });
});
