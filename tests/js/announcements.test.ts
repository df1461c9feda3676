// What the peer announces in a message, end to end: the message, the close after it, and what the client does then.
import { assert } from "chai";
import type { ClientCloseEvent, EndEvent } from "closewise";
import { actionCable, homeAssistant, signalR, socketIo, twitchEventSub } from "closewise/profiles";
import { chaos, closeAll, next } from "./support/both.js";
import { AT_ONCE, connect } from "./support/client.js";

/**
 * A server that says this as soon as it is open, and then ends. An end without a Close frame has to come `after` a while:
 * right behind the message, Firefox tells neither of it nor of the opening.
 */
const announcing = (message: string, end: string) =>
  chaos(`/announce?message=${encodeURIComponent(message)}&${end}`);

describe("what the peer announces in a message", () => {
  afterEach(closeAll);

  for (const [what, profile, message, end, reason] of [
    [
      "Action Cable",
      actionCable,
      '{"type":"disconnect","reconnect":false}',
      "code=1000",
      "stopped",
    ],
    ["SignalR", signalR, '{"type":7}\x1e', "end=fin&after=200", "stopped"],
    ["Socket.IO", socketIo, "41", "end=reset&after=200", "stopped"],
  ] as const) {
    it(`decides the verdict of the close that follows: ${what}`, async () => {
      const client = connect(announcing(message, end), { profile });
      const told = next<MessageEvent>(client, "message");
      const closed = next<ClientCloseEvent>(client, "close");
      const ended = next<EndEvent>(client, "end");
      assert.equal((await told).data, message);
      const { diagnosis, willRetry } = await closed;
      assert.isFalse(willRetry);
      assert.deepInclude(diagnosis, { verdict: { action: "stop" }, source: "announced" });
      assert.match(diagnosis.sentence, /, as the peer announced\.$/);
      assert.equal((await ended).reason, reason);
    });
  }

  it("is heard in the handshake too, and has the provider asked for fresh credentials", async () => {
    const asked: boolean[] = [];
    const url = announcing('{"type":"auth_invalid","message":"Invalid access token"}', "code=1000");
    const client = connect(
      ({ fresh }) => {
        asked.push(fresh);
        return url;
      },
      { profile: homeAssistant, handshake: { check: () => undefined } },
    );
    const { diagnosis } = await client.ended;
    // The fresh ones were refused as well.
    assert.deepEqual(asked, [false, true]);
    assert.deepInclude(diagnosis, { verdict: { action: "reauthenticate" }, source: "announced" });
  });

  it("has the client move to the address that it names", async () => {
    const to = chaos("/echo?client=moved");
    const message = JSON.stringify({
      metadata: { message_type: "session_reconnect" },
      payload: { session: { reconnect_url: to } },
    });
    const client = connect(announcing(message, "after=4000&code=4004"), {
      profile: twitchEventSub,
      reconnect: AT_ONCE,
    });
    const told = next<MessageEvent>(client, "message");
    const closed = next<ClientCloseEvent>(client, "close");
    assert.equal((await told).data, message);
    const { synthetic, willRetry, diagnosis } = await closed;
    assert.isTrue(synthetic && willRetry);
    assert.equal(diagnosis.cause, "closed-by-peer");
    await next(client, "open");
    assert.equal(client.url, to);
  });
});
