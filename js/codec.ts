import type { Codec } from "./options.js";
import type { Payload } from "./payload.js";
import type { Issue, SchemaResult, StandardSchema } from "./schema.js";

/** @internal What a client does to messages that are not passed on as they come. */
export interface Decoder {
  deliver(value: unknown, event: MessageEvent): void;
  refuse(event: MessageEvent, issues: readonly Issue[], error?: unknown): void;
}

/** @internal */
export const JSON_CODEC: Codec<unknown, unknown> = {
  encode: (message) => JSON.stringify(message),
  decode: (data) => JSON.parse(data as string),
};

/**
 * @internal A function that decodes and validates each message. A validator may be asynchronous; the order
 * of the messages is kept.
 */
export function decoderOf(
  decode: ((data: Payload) => unknown) | undefined,
  schema: StandardSchema | undefined,
  { deliver, refuse }: Decoder,
): (event: MessageEvent) => void {
  let last: Promise<void> | undefined;

  const settle = (event: MessageEvent, result: SchemaResult<unknown>) =>
    result.issues ? refuse(event, result.issues) : deliver(result.value, event);

  return (event) => {
    let result: SchemaResult<unknown> | Promise<SchemaResult<unknown>>;
    try {
      const value = decode ? decode(event.data) : event.data;
      result = schema ? schema["~standard"].validate(value) : { value };
    } catch (error) {
      result = Promise.reject(error);
      if (!last) {
        result.catch(() => {});
        return refuse(event, [], error);
      }
    }
    if (!last && !("then" in result)) return settle(event, result);
    const outcome = Promise.resolve(result).then(
      (found) => () => settle(event, found),
      (error) => () => refuse(event, [], error),
    );
    const mine = Promise.all([outcome, last]).then(([tell]) => {
      tell();
      if (last === mine) last = undefined;
    });
    last = mine;
  };
}
