// HTML, "Event handlers": the on… attributes.
import { assert } from "chai";
import {
  aTaskLater,
  chaos,
  collectUncaught,
  describeBoth,
  next,
  remember,
} from "./support/both.js";

describeBoth("event handler attributes", (Class) => {
  const make = () => remember(new Class(chaos("/echo")));
  // biome-ignore lint/suspicious/noExplicitAny: what may be assigned is what is tested
  const loose = () => make() as any;

  for (const name of ["onopen", "onmessage", "onerror", "onclose"]) {
    it(`${name} turns a primitive into null`, () => {
      const socket = loose();
      for (const value of [undefined, null, 0, 1, "alert()", true, 1n, Symbol("x")]) {
        socket[name] = () => {};
        socket[name] = value;
        assert.isNull(socket[name]);
      }
    });

    it(`${name} keeps a function, and an object`, () => {
      const socket = loose();
      const handler = () => {};
      const object = { handleEvent() {} };
      socket[name] = handler;
      assert.equal(socket[name], handler);
      socket[name] = object;
      assert.equal(socket[name], object);
    });
  }

  it("calls a function with the client as this, and passes over an object", async () => {
    const socket = make();
    let self: unknown;
    let called = false;
    socket.onopen = function () {
      self = this;
    };
    loose();
    // biome-ignore lint/suspicious/noExplicitAny: not a function
    (socket as any).onmessage = {
      handleEvent() {
        called = true;
      },
    };
    await next(socket, "open");
    assert.equal(self, socket);
    socket.send("x");
    await next(socket, "message");
    assert.isFalse(called);
  });

  it("keeps a replaced handler's place among the listeners", async () => {
    const socket = make();
    const calls: string[] = [];
    socket.addEventListener("open", () => calls.push("first listener"));
    socket.onopen = () => calls.push("replaced");
    socket.addEventListener("open", () => calls.push("second listener"));
    socket.onopen = () => calls.push("handler");
    await next(socket, "open");
    assert.deepEqual(calls, ["first listener", "handler", "second listener"]);
  });

  it("gives the place up for null", async () => {
    const socket = make();
    const calls: string[] = [];
    socket.onopen = () => calls.push("old");
    socket.addEventListener("open", () => calls.push("listener"));
    socket.onopen = null;
    socket.onopen = () => calls.push("new");
    await next(socket, "open");
    await aTaskLater();
    assert.deepEqual(calls, ["listener", "new"]);
  });

  it("calls what is set at the time of the event", async () => {
    const socket = make();
    const calls: string[] = [];
    socket.addEventListener("open", () => {
      socket.onopen = () => calls.push("late");
    });
    socket.onopen = () => calls.push("early");
    await next(socket, "open");
    assert.deepEqual(calls, ["late"]);
  });

  it("does not call a handler that a listener has removed", async () => {
    const socket = make();
    const calls: string[] = [];
    socket.addEventListener("open", () => {
      socket.onopen = null;
    });
    socket.onopen = () => calls.push("removed");
    await next(socket, "open");
    assert.deepEqual(calls, []);
  });

  it("goes on after a handler that throws, which is reported as an uncaught error", async () => {
    const socket = make();
    const error = new Error("thrown on purpose");
    const reported = collectUncaught();
    socket.onopen = () => {
      throw error;
    };
    let reached = false;
    socket.addEventListener("open", () => {
      reached = true;
    });
    await next(socket, "open");
    assert.isTrue(reached);
    assert.deepEqual(reported.stop(), [error]);
  });

  it("cancels an event that can be cancelled when the handler returns false, and only then", () => {
    const socket = make();
    const isCancelled = () => !socket.dispatchEvent(new Event("open", { cancelable: true }));
    for (const [returned, expected] of [
      [false, true],
      [undefined, false],
      [0, false],
    ]) {
      socket.onopen = () => returned;
      assert.equal(isCancelled(), expected);
    }
  });

  it("asks no method that a subclass has in the place of the platform's", async () => {
    const asked: string[] = [];
    class Special extends Class {
      override addEventListener() {
        asked.push("addEventListener");
      }
      override removeEventListener() {
        asked.push("removeEventListener");
      }
      override dispatchEvent() {
        asked.push("dispatchEvent");
        return true;
      }
    }
    const socket = remember(new Special(chaos("/echo")));
    socket.onopen = () => asked.push("replaced");
    socket.onopen = null;
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    const message = await new Promise<MessageEvent>((resolve) => {
      socket.onmessage = resolve;
      socket.send("x");
    });
    assert.equal(message.data, "x");
    assert.deepEqual(asked, []);
  });

  it("calls listeners and handlers that dispatchEvent asks for", () => {
    const socket = make();
    let count = 0;
    socket.onopen = () => count++;
    socket.addEventListener("open", { handleEvent: () => count++ });
    socket.dispatchEvent(new Event("open"));
    assert.equal(count, 2);
  });
});
