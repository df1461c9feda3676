type Handler = ((this: unknown, event: Event) => unknown) | null;

/**
 * @internal The event handler attributes of one client (HTML, "event handler IDL attributes"): a primitive
 * turns into null, an object that cannot be called is kept and does nothing, a new handler takes the place
 * of the old one among the listeners, and null gives the place up.
 */
export class Handlers {
  readonly #target: EventTarget;
  readonly #held = new Map<string, { value: Handler; listener: EventListener }>();

  constructor(target: EventTarget) {
    this.#target = target;
  }

  get(type: string): Handler {
    return this.#held.get(type)?.value ?? null;
  }

  set(type: string, value: Handler): void {
    const target = this.#target;
    const held = this.#held.get(type);
    if (Object(value) !== value) {
      if (held) target.removeEventListener(type, held.listener);
      this.#held.delete(type);
    } else if (held) {
      held.value = value;
    } else {
      const fresh = {
        value,
        listener(event: Event) {
          if (typeof fresh.value === "function") fresh.value.call(event.currentTarget, event);
        },
      };
      this.#held.set(type, fresh);
      target.addEventListener(type, fresh.listener);
    }
  }
}
