import type { CloseFacts } from "./events.js";

/** @internal Dispatches an event as the platform does: a subclass has no say in it. */
export function dispatch(target: EventTarget, event: Event): void {
  EventTarget.prototype.dispatchEvent.call(target, event);
}

/** @internal Dispatches an event of the platform's class `Event` that has more properties. */
export function fire(target: EventTarget, type: string, properties: object = {}): void {
  dispatch(target, Object.assign(new Event(type), properties));
}

/** @internal The `close` event of a connection. */
export function closeEvent(facts: CloseFacts): Event {
  const { code, reason, wasClean, ...rest } = facts;
  const close = { code, reason, wasClean };
  // Node 20 has no such class.
  const event =
    typeof CloseEvent === "function"
      ? new CloseEvent("close", close)
      : Object.assign(new Event("close"), close);
  return Object.assign(event, rest);
}
