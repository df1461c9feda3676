import type { Recorder } from "./track.js";

/** One of the two clients, at work. */
export interface Side {
  send(text: string): void;
  /** Closes it. Nothing is recorded any more. */
  stop(): void;
}

/** Where an attempt goes to: the number of the attempt, and whether fresh credentials are needed. */
export interface Try {
  readonly attempt: number;
  readonly fresh: boolean;
}

export interface SideOptions {
  readonly address: (attempt: Try) => string;
  readonly recorder: Recorder;
}
