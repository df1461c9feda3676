import { CodecError } from "./errors.js";
import type { Codec } from "./options.js";
import type { Payload } from "./payload.js";

const JSON_CODEC: Codec<unknown, unknown> = {
  encode(message) {
    const text: string | undefined = JSON.stringify(message);
    if (text !== undefined) return text;
    throw new CodecError(`JSON cannot write what is of type ${typeof message}`);
  },
  decode(data: Payload) {
    if (typeof data === "string") return JSON.parse(data) as unknown;
    throw new CodecError(
      "a binary message came, and the codec json reads text: give { encode, decode }",
    );
  },
};

/** @internal The codec that an option names or is. */
export const codecOf = (
  given: "json" | Codec<unknown, unknown> | undefined,
): Codec<unknown, unknown> | undefined => (given === "json" ? JSON_CODEC : given);
