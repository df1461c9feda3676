import type { Suspect } from "./suspect.js";
import type { Verdict } from "./verdict.js";

/** Why a connection ended, what to do now, and who says so. */
export interface Diagnosis {
  /** The close code, as reported; 1006 if the close is synthetic. */
  readonly code: number;
  /** The code's name: the profile's, IANA's, or that of its range. */
  readonly name: string;
  /** What the code means, as half a sentence, from whoever gave the name; may be empty. */
  readonly meaning: string;
  /** What really happened. */
  readonly cause: Cause;
  /** What to do now. */
  readonly verdict: Verdict;
  /** Who decided the verdict. */
  readonly source: "standard" | "signature" | "profile" | "user" | "advice" | "announced";
  /** What became of the server's advice, if it was to be read and there was some. */
  readonly advice: "none" | "taken" | "ignored" | "malformed";
  /** What typically ends a connection in such a way, the best first: none, one or a few. */
  readonly suspects: readonly Suspect[];
  /** What happened, what it may mean and what it is worth, in words. It repeats nothing that the peer sent. */
  readonly sentence: string;
  /** The parts of the sentence, each under a key, for whoever shows it in another language. */
  readonly explanation: readonly Explanation[];
  /** What backs it: a section of an RFC, or an address. */
  readonly reference: string;
  /**
   * What the socket said of its failure, where it says anything: that of `ws` does, a browser's does not. Where a
   * function of the handshake threw, its error's message.
   */
  readonly detail?: string;
}

/** A part of a diagnosis in words: a whole sentence or two. */
export interface Explanation {
  /** What it is called; stable. What it has to say beside its words is in the diagnosis: the code, the suspect. */
  readonly key: string;
  /** The text in English. */
  readonly text: string;
}

/** What really happened. */
export type Cause =
  /** This side asked for the close, and it was done. */
  | "requested"
  /** The peer sent a Close frame. */
  | "closed-by-peer"
  /** The connection failed before it opened; from a page the browser hides why. */
  | "never-opened"
  /** The connection did not open in time, and was given up. */
  | "connect-timeout"
  /** The connection was open and went away with no Close frame. */
  | "dropped"
  /** Liveness failed: the peer had been silent for too long. */
  | "silent"
  /** The machine was offline. */
  | "offline"
  /** This side asked for the close, and the peer did not answer in time. */
  | "close-timeout"
  /** The page was frozen or the machine asleep, and the connection did not survive it. */
  | "suspended"
  /** The session was aborted by its signal. */
  | "aborted";
