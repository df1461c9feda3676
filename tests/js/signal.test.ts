import { assert } from "chai";
import type { ClientCloseEvent } from "closewise";
import { chaos, closeAll, next, thrownBy } from "./support/both.js";
import { connect } from "./support/client.js";

describe("a signal", () => {
  afterEach(closeAll);

  it("ends the session", async () => {
    const controller = new AbortController();
    const client = connect(chaos("/echo"), { signal: controller.signal });
    await client.opened;
    controller.abort();
    assert.equal(client.readyState, client.CLOSED);
    const { diagnosis } = await next<ClientCloseEvent>(client, "close");
    assert.equal(diagnosis.cause, "aborted");
    assert.equal((await client.ended).reason, "aborted");
  });

  it("that is aborted already has its reason thrown by the constructor", () => {
    const reason = new Error("thrown on purpose");
    const signal = AbortSignal.abort(reason);
    assert.equal(
      thrownBy(() => connect(chaos("/echo"), { signal })),
      reason,
    );
  });
});
