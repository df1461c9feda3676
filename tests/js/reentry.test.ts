// Calls back into a client from inside a function that the client calls.
import { assert } from "chai";
import type { Client, ClientCloseEvent, ClientOptions, StateEvent } from "closewise";
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

describe("a message that a function makes which closes its client", () => {
  afterEach(closeAll);

  /** Closes the client before it returns a message, and counts what the sockets are handed. */
  async function expectNothingHandedOver(
    optionsWith: (makeMessage: () => string) => ClientOptions,
  ): Promise<void> {
    const handed: unknown[] = [];
    class Watched extends WebSocket {
      override send(data: never) {
        handed.push(data);
        super.send(data);
      }
    }
    let made = 0;
    const client: Client = connect(chaos("/echo"), {
      WebSocket: Watched,
      ...optionsWith(() => {
        made++;
        client.close(4000);
        return "too late";
      }),
    });
    const { code, inDoubt } = await next<ClientCloseEvent>(client, "close");
    assert.deepEqual({ code, inDoubt }, { code: 4000, inDoubt: 0 });
    assert.equal((await client.ended).reason, "requested");
    assert.equal(client.bufferedAmount, 0);
    assert.equal(made, 1);
    assert.deepEqual(handed, []);
  }

  it("is no greeting", () =>
    expectNothingHandedOver((greeting) => ({ handshake: { greeting, check: () => undefined } })));

  it("is no probe", () =>
    expectNothingHandedOver((probe) => ({ liveness: { interval: 20, probe } })));
});
