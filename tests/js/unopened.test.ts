// What a page can still know of an attempt that never opened. The policy that one of these tests sets can not be taken
// back: it allows what the others ask for.
import { assert } from "chai";
import { type ClientCloseEvent, type InvestigatedEvent, investigate } from "closewise";
import { chaos, closeAll, next, UNANSWERED } from "./support/both.js";
import { connect, logOf } from "./support/client.js";

const kindsOf = ({ diagnosis }: ClientCloseEvent) => diagnosis.suspects.map(({ kind }) => kind);

describe("an attempt that never opened", () => {
  afterEach(closeAll);

  it("is on this machine suspected of nobody first of all", async () => {
    // The chaos server is not at that address of the machine.
    const client = connect(chaos("/").replace("127.0.0.1", "[::1]"));
    const close = await next<ClientCloseEvent>(client, "close");
    assert.equal(kindsOf(close)[0], "unreachable");
  });

  it("is not suspected of a wrong path where one had opened before", async () => {
    const client = connect(
      ({ attempt }) => chaos(attempt ? "/refuse?status=401" : "/close?code=1008"),
      { reconnect: { baseDelay: 1, when: () => "retry" } },
    );
    const opened = await next<ClientCloseEvent>(client, "close");
    assert.equal(opened.code, 1008);
    const close = await next<ClientCloseEvent>(client, "close");
    assert.deepEqual(kindsOf(close).slice(0, 2), ["refused", "restart"]);
    assert.notInclude(kindsOf(close), "wrong-path");
  });

  it("in time is not suspected of the network while others are open", async () => {
    const other = connect(chaos("/echo"));
    await other.opened;
    for (const isOpen of [true, false]) {
      if (!isOpen) {
        other.close();
        await other.ended;
      }
      const client = connect(chaos(UNANSWERED), { connectTimeout: 50 });
      const close = await next<ClientCloseEvent>(client, "close");
      assert.equal(close.diagnosis.cause, "connect-timeout");
      assert.include(kindsOf(close), "unreachable");
      assert.equal(kindsOf(close).includes("network-change"), !isOpen);
    }
  });
});

describe("a page whose policy blocks an address", () => {
  const BLOCKED = "ws://user:secret@localhost:2/feed?token=hush";

  before(() => {
    const { port } = new URL(CHAOS_URL);
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = `connect-src 'self' http://*:${port} ws://*:${port}`;
    document.head.append(policy);
  });
  afterEach(closeAll);

  for (const reconnect of [true, false]) {
    it(`knows the directive, and stops, with reconnect: ${reconnect}`, async () => {
      const began = performance.now();
      const client = connect(BLOCKED, { reconnect });
      const log = logOf(client, "error", "close", "end");
      const close = await next<ClientCloseEvent>(client, "close");
      assert.equal(close.code, 1006);
      const { cause, verdict, suspects } = close.diagnosis;
      assert.deepEqual([cause, verdict.action], ["never-opened", "stop"]);
      assert.deepEqual(kindsOf(close), ["blocked"]);
      assert.include(suspects[0]?.remedy, "connect-src");
      assert.notMatch(JSON.stringify(close.diagnosis), /secret|hush/);
      // The close that Chromium owes is not waited for.
      assert.isBelow(performance.now() - began, 1_000);
      await client.ended;
      assert.deepEqual(log, ["error", "close", "end"]);
    });
  }

  it("may not investigate it either, which says nothing of the server", async () => {
    const { answered, status, suspects } = await investigate(BLOCKED);
    assert.deepEqual([answered, status], [undefined, undefined]);
    assert.isNotEmpty(suspects);
  });

  it("may investigate another one", async () => {
    const client = connect(chaos("/refuse?status=404&cors=1"), { investigate: true });
    const { status } = await next<InvestigatedEvent>(client, "investigated");
    assert.equal(status, 404);
  });
});
