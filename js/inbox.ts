import { dispatch } from "./dispatch.js";
import { OptionError } from "./errors.js";
import type { InvalidEvent } from "./events.js";
import type { Codec } from "./options.js";
import type { Payload } from "./payload.js";
import { callGuarded, report } from "./report.js";
import type { SchemaResult, StandardSchema } from "./schema.js";

type Answer = SchemaResult<unknown>;

/** What became of a message. */
type Outcome = { readonly value: unknown; readonly issues?: undefined } | Failure;
type Failure = Pick<InvalidEvent, "issues" | "error">;

interface Subscription {
  readonly listener: (data: unknown) => unknown;
  isActive: boolean;
}

/** Tells of a message that is not what it should be. */
type TellInvalid = (facts: Pick<InvalidEvent, "data" | "issues" | "error">) => void;

/**
 * @internal Decodes and validates what comes, and hands it out: to the subscribers, in their order, then in a
 * `message` event. A validator may be asynchronous; the order of the messages is kept.
 */
export class Inbox {
  /**
   * Whether somebody may listen for `message` events. While nobody has subscribed they are made in any case, for an
   * `EventTarget` does not tell who listens to it.
   */
  mayHaveListeners = false;

  readonly #target: EventTarget;
  readonly #codec: Codec<unknown, unknown> | undefined;
  readonly #schema: StandardSchema | undefined;
  readonly #tellInvalid: TellInvalid;
  /** Replaced rather than changed, so that a message goes to those who had subscribed when it came. */
  #subscriptions: readonly Subscription[] = [];
  /** How many messages wait for a validator, or behind one that does. */
  #waiting = 0;
  /** Settles when the last of those has been handed out. */
  #last: Promise<void> | undefined;

  constructor(
    target: EventTarget,
    codec: Codec<unknown, unknown> | undefined,
    schema: StandardSchema | undefined,
    tellInvalid: TellInvalid,
  ) {
    this.#target = target;
    this.#codec = codec;
    this.#schema = schema;
    this.#tellInvalid = tellInvalid;
  }

  /** Takes a message as the socket told of it. */
  take(event: MessageEvent): void {
    const outcome = this.#read(event.data);
    if (this.#waiting || "then" in outcome) this.#settleLater(outcome, event);
    else this.#settle(outcome, event);
  }

  /** Returns what ends the subscription. */
  subscribe(listener: (data: never) => unknown): () => void {
    if (typeof listener !== "function") throw new OptionError("listener", listener, "a function");
    const subscription = { listener, isActive: true } as Subscription;
    this.#subscriptions = [...this.#subscriptions, subscription];
    return () => {
      subscription.isActive = false;
      this.#subscriptions = this.#subscriptions.filter((one) => one !== subscription);
    };
  }

  #read(data: Payload): Outcome | Promise<Outcome> {
    try {
      const value = this.#codec ? this.#codec.decode(data) : data;
      return this.#schema ? outcomeOf(this.#schema["~standard"].validate(value)) : { value };
    } catch (error) {
      return failed(error);
    }
  }

  /** After those that came before it. */
  #settleLater(outcome: Outcome | Promise<Outcome>, event: MessageEvent): void {
    this.#waiting++;
    // Neither promise rejects, or no later message would be handed out.
    this.#last = Promise.all([outcome, this.#last]).then(([found]) => {
      this.#waiting--;
      callGuarded(() => this.#settle(found, event));
    });
  }

  #settle(outcome: Outcome, event: MessageEvent): void {
    if (outcome.issues) {
      const { issues, error } = outcome;
      this.#tellInvalid({ data: event.data, issues, error });
    } else {
      this.#handOut(outcome.value, event);
    }
  }

  #handOut(data: unknown, received: MessageEvent): void {
    const subscriptions = this.#subscriptions;
    // Before the subscribers are called: who is added by one of them hears from the next message on.
    const makesEvent = this.mayHaveListeners || subscriptions.length === 0;
    for (const subscription of subscriptions) {
      if (subscription.isActive) deliver(subscription, data);
    }
    if (!makesEvent) return;
    const event = new MessageEvent("message", { data });
    // Chromium parses an origin that the constructor is given: as long as all the rest takes.
    Object.defineProperty(event, "origin", { value: received.origin });
    dispatch(this.#target, event);
  }
}

/** What one throws is reported, and the others still get the message. */
function deliver({ listener }: Subscription, data: unknown): void {
  try {
    listener(data);
  } catch (error) {
    report(error);
  }
}

const failed = (error: unknown): Failure => ({ issues: [], error });

/** What the answer of a validator means, which may be the promise of one. */
function outcomeOf(answer: Answer | Promise<Answer>): Outcome | Promise<Outcome> {
  return "then" in Object(answer) ? outcomeLater(answer) : read(answer as Answer);
}

/** The promise that is returned never rejects. */
async function outcomeLater(answer: Answer | Promise<Answer>): Promise<Outcome> {
  try {
    return read(await answer);
  } catch (error) {
    return failed(error);
  }
}

/** Reads each property once: it may be a getter, and may throw. */
function read(answer: Answer): Outcome {
  if (Object(answer) !== answer) throw new TypeError("the schema's validate() gave no result");
  const { issues } = answer;
  return issues ? { issues, error: undefined } : { value: answer.value };
}
