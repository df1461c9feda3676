import type { Codec } from "./options.js";

const JSON_CODEC: Codec<unknown, unknown> = {
  encode: JSON.stringify,
  decode: JSON.parse as (data: unknown) => unknown,
};

/** @internal The codec that an option names or is. */
export const codecOf = (
  given: "json" | Codec<unknown, unknown> | undefined,
): Codec<unknown, unknown> | undefined => (given === "json" ? JSON_CODEC : given);
