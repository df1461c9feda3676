import { dispatch } from "./events.js";
import type { Codec } from "./options.js";
import type { Issue, SchemaResult, StandardSchema } from "./schema.js";

/** @internal */
export const JSON_CODEC: Codec<unknown, unknown> = {
  encode: JSON.stringify,
  decode: JSON.parse as (data: unknown) => unknown,
};

/** What became of a message. */
type Outcome = SchemaResult<unknown> | Failure;
type Failure = { issues: readonly Issue[]; error: unknown };

const failed = (error: unknown): Failure => ({ issues: [], error });

/**
 * @internal A function that decodes and validates each message, and tells of it in an event of its own: a
 * `message`, or an `invalid` one. A validator may be asynchronous; the order of the messages is kept.
 */
export function decoderOf(
  codec: Codec<unknown, unknown> | undefined,
  schema: StandardSchema | undefined,
  target: EventTarget,
  tell: (type: string, properties: Record<string, unknown>) => void,
): (event: MessageEvent) => void {
  let waiting = 0;
  let last: Promise<void> | undefined;

  return ({ data, origin }) => {
    const settle = (outcome: Outcome) => {
      const { value, issues, error } = outcome as { value: unknown } & Failure;
      if (issues) return tell("invalid", { data, issues, error });
      const event = new MessageEvent("message", { data: value });
      // Chromium parses an origin that the constructor is given: as long as all the rest takes.
      Object.defineProperty(event, "origin", { value: origin });
      dispatch(target, event);
    };
    if (!codec && !schema) return settle({ value: data });
    let outcome: Outcome | Promise<Outcome>;
    let isLate = false;
    try {
      const value = codec ? codec.decode(data) : data;
      outcome = schema ? schema["~standard"].validate(value) : { value };
      isLate = "then" in outcome;
    } catch (error) {
      outcome = failed(error);
    }
    if (!waiting && !isLate) return settle(outcome as Outcome);
    waiting++;
    last = Promise.all([Promise.resolve(outcome).catch(failed), last]).then(
      ([found = failed(undefined)]) => {
        waiting--;
        settle(found);
      },
    );
  };
}
