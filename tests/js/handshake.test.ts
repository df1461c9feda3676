// The application handshake, as the option `handshake` describes it.
import { assert } from "chai";
import type { ClientCloseEvent } from "closewise";
import { chaos, closeAll, next } from "./support/both.js";
import { connect, logOf } from "./support/client.js";

describe("an application handshake", () => {
  afterEach(closeAll);

  const check = (data: unknown) => {
    const { type } = JSON.parse(data as string);
    if (type === "ack") return "accept";
    return type === "denied" ? "stop" : undefined;
  };

  it("that is accepted opens the client, and none of its messages is an event", async () => {
    const client = connect(chaos("/auth?mode=first-message&token=good"), {
      handshake: { greeting: () => JSON.stringify({ token: "good" }), check },
    });
    const log = logOf(client, "open", "message");
    client.send("queued");
    const { data } = await next<MessageEvent>(client, "message");
    assert.equal(data, "queued");
    assert.deepEqual(log, ["open", "message"]);
  });

  it("that is refused ends with the verdict given", async () => {
    const client = connect(chaos("/auth?mode=first-message&token=good"), {
      handshake: { greeting: '{"token":"bad"}', check },
    });
    const log = logOf(client, "open");
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(diagnosis.source, "user");
    assert.equal((await client.ended).reason, "stopped");
    assert.deepEqual(log, []);
  });
});
