// A retry that an application has written by hand, around each class. README.md and docs/migrating.md warn of one of them.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Client, DiagnosingWebSocket } from "closewise";
import { Dropped } from "./support/dropped.mjs";

let clock;

beforeEach(() => {
  clock = { now: 0, timers: new Map(), count: 0 };
  mock.method(globalThis, "setTimeout", (ring, delay = 0) => {
    clock.timers.set(++clock.count, { ring, at: clock.now + Math.max(1, delay) });
    return clock.count;
  });
  mock.method(globalThis, "clearTimeout", (id) => clock.timers.delete(id));
  mock.method(Date, "now", () => clock.now);
});

afterEach(() => mock.restoreAll());

/** Lets every timer ring that is due until then, in order. */
function runUntil(end) {
  for (;;) {
    const [id, next] = [...clock.timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
    if (!next || next.at > end) break;
    clock.timers.delete(id);
    clock.now = next.at;
    next.ring();
  }
  clock.now = end;
}

/** The same, with the handler that the platform's class has. */
class Platform extends Dropped {
  onclose = null;
  constructor() {
    super();
    this.addEventListener("close", () => this.onclose());
  }
}

/** How many sockets an application has made of a class after six seconds. */
function madeInSixSeconds(Class) {
  const made = [];
  function connect() {
    const ws = new Class("ws://example.com", [], { WebSocket: Dropped });
    made.push(ws);
    ws.onclose = () => setTimeout(connect, 1000);
  }
  connect();
  runUntil(6_000);
  return made.length;
}

test("a hand-written retry around the platform's class makes a socket a second", () => {
  assert.equal(madeInSixSeconds(Platform), 6);
});

test("so it does around DiagnosingWebSocket", () => {
  assert.equal(madeInSixSeconds(DiagnosingWebSocket), 6);
});

test("around Client it multiplies them, for each comes back by itself, too", () => {
  const made = madeInSixSeconds(Client);
  assert.ok(made > 12, `${made} clients`);
});
