import { words } from "./words.js";

type Handler = ((this: unknown, event: Event) => unknown) | null;

/** @internal The event handler attributes. */
export type Handlers = Record<"onopen" | "onmessage" | "onerror" | "onclose", Handler>;

/**
 * @internal Adds the event handler attributes (HTML, "event handler IDL attributes"): a primitive turns into
 * null, an object that cannot be called is kept and does nothing, a new handler takes the place of the old one
 * among the listeners, and null gives the place up.
 */
export function addHandlers<T extends object>(given: T, target: EventTarget): T & Handlers {
  for (const type of words("open message error close")) {
    let value: Handler = null;
    const listener = (event: Event) => {
      if (typeof value === "function") value.call(event.currentTarget, event);
    };
    Object.defineProperty(given, `on${type}`, {
      get: () => value,
      set(handler) {
        value = Object(handler) === handler ? handler : null;
        // What listens already stays where it is.
        if (value) target.addEventListener(type, listener);
        else target.removeEventListener(type, listener);
      },
    });
  }
  return given as T & Handlers;
}
