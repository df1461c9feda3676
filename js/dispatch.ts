import type { CloseFacts } from "./events.js";
import { showAs } from "./inspect.js";

/** @internal Dispatches an event as the platform does: a subclass has no say in it. */
export function dispatch(target: EventTarget, event: Event): void {
  EventTarget.prototype.dispatchEvent.call(target, event);
}

/** @internal Dispatches an event of the platform's class `Event` that has more properties. */
export function fire(target: EventTarget, type: string, properties: object = {}): void {
  dispatch(target, withFacts(new Event(type), properties));
}

/** @internal The `close` event of a connection. */
export function closeEvent(facts: CloseFacts): Event {
  const { code, reason, wasClean, ...rest } = facts;
  const close = { code, reason, wasClean };
  // Node 20 has no such class.
  if (typeof CloseEvent !== "function") return withFacts(new Event("close"), facts);
  return withFacts(new CloseEvent("close", close), rest, facts);
}

/** Gives an event more properties. Node's `console.log` then shows them, or whatever is `shown`. */
function withFacts(event: Event, properties: object, shown = properties): Event {
  showAs(event, ({ type }) => ({ name: event.constructor.name, facts: { type, ...shown } }));
  return Object.assign(event, properties);
}
