import { diagnose as wasmDiagnose } from "../build/glue/closewise.js";
import { boot } from "./boot.js";
import { checkCode } from "./codes.js";
import { type CloseContext, readContext } from "./context.js";
import type { Diagnosis } from "./diagnosis.js";
import { OptionError, refuseOthers } from "./errors.js";
import { allows, OBJECT } from "./option-rules.js";
import type { ClientOptions } from "./options.js";
import { rulesOf } from "./rules.js";

/** A close, as a `CloseEvent` reports it. */
export interface Close {
  readonly code: number;
  readonly reason?: string;
  readonly wasClean?: boolean;
}

/**
 * Says why a connection ended and what to do now, without a client.
 *
 * ```js
 * socket.onclose = (event) => console.log(diagnose(event, { opened: true }).sentence);
 * ```
 *
 * @throws OptionError if the code is none, the context or the options are no object, or an option is unknown or has a
 * value that it may not have.
 */
export function diagnose(
  { code, reason = "", wasClean = false }: Close,
  context: CloseContext = {},
  options: Pick<ClientOptions, "codes" | "profile" | "suspects" | "advice"> = {},
): Diagnosis {
  boot();
  checkCode(code);
  if (!allows(OBJECT, context)) throw new OptionError("context", context, OBJECT.allowed);
  if (!allows(OBJECT, options)) throw new OptionError("options", options, OBJECT.allowed);
  refuseOthers(options, ["codes", "profile", "suspects", "advice"]);
  const known = readContext(context);
  return wasmDiagnose(code, `${reason}`, Boolean(wasClean), known, rulesOf(options));
}
