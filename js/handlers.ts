/** The value of an event handler attribute. */
type Handler = ((this: unknown, event: Event) => unknown) | null;

/** @internal HTML, "event handler IDL attributes": `onopen` and its like of one target. */
export class EventHandlers {
  readonly #target: EventTarget;
  readonly #handlers = new Map<string, Handler>();
  /** What listens in the handlers' place. */
  readonly #call = (event: Event) => {
    const handler = this.get(event.type);
    if (typeof handler === "function" && handler.call(this.#target, event) === false) {
      event.preventDefault();
    }
  };

  constructor(target: EventTarget) {
    this.#target = target;
  }

  get(type: string): Handler {
    return this.#handlers.get(type) ?? null;
  }

  /**
   * A primitive counts as null, which gives up the handler's place among the listeners; an object that cannot be
   * called is kept and does nothing; a new handler takes the place of the old one. A subclass has no say in it.
   */
  set(type: string, given: unknown): void {
    if (Object(given) === given) {
      this.#handlers.set(type, given as Handler);
      EventTarget.prototype.addEventListener.call(this.#target, type, this.#call);
    } else {
      this.#handlers.delete(type);
      EventTarget.prototype.removeEventListener.call(this.#target, type, this.#call);
    }
  }
}
