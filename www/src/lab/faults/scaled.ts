// The signatures for a server that is played faster than it is: what lasts a minute there lasts seconds here.
import type { Signature } from "closewise";
import { suspects } from "closewise/suspects";

/** The package reads each list once: the same scale gives the same list. */
export function suspectsAt(scale: number): readonly Signature[] {
  if (scale === 1) return suspects;
  const known = READY.get(scale);
  if (known) return known;
  const scaled = suspects.map((signature) => faster(signature, scale));
  READY.set(scale, scaled);
  return scaled;
}

const READY = new Map<number, readonly Signature[]>();

function faster(signature: Signature, scale: number): Signature {
  const { span } = signature;
  if (!span) return signature;
  const { measure, millis, from, to } = span;
  const center = Math.round(millis / scale);
  return {
    ...signature,
    span: {
      measure,
      millis: center,
      from: Math.max(0, Math.min(Math.round(from / scale), center - EARLY)),
      to: Math.max(Math.round(to / scale), center + LATE),
    },
  };
}

/** A browser's clock and its event loop are not faster. */
const EARLY = 50;
const LATE = 200;
