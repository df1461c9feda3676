// All that is shown of a duel, as plain data: a moment of one that runs, or the example that the page comes with.
import type { ClientCloseEvent, EndReason, State } from "closewise";
import type { Fault } from "../faults/faults.js";
import type { Wire } from "../faults/wire.js";
import type { RivalId } from "./rivals.js";
import type { Track } from "./track.js";

export interface Scene {
  readonly fault: Fault;
  readonly rival: RivalId;
  /** In ms since the start. */
  readonly now: number;
  readonly isStopped: boolean;
  readonly ours: Track;
  readonly theirs: Track;
  /** How closewise's connections ended, the newest last. */
  readonly closes: readonly Close[];
  readonly state: State;
  /** The number of the retry that is awaited or under way. */
  readonly attempt: number;
  readonly ended: EndReason | undefined;
  /** What was on the wire of closewise's first connection. */
  readonly wire: Wire | undefined;
}

export type Close = Pick<
  ClientCloseEvent,
  | "code"
  | "reason"
  | "wasClean"
  | "diagnosis"
  | "synthetic"
  | "heard"
  | "handed"
  | "inDoubt"
  | "uptime"
>;

/** Since when the server has not been there, though nobody was told. */
export const vanishedAt = ({ wire }: Pick<Scene, "wire">): number | undefined =>
  wire?.what === "silent" ? wire.after : undefined;
