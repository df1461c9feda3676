import * as tables from "../build/suspects.js";
import type { SuspectKind } from "./suspect.js";
import type { VerdictLike } from "./verdict.js";

/**
 * What is typical of one product, or of whatever else is known: one of those here, or one of your own. It speaks of
 * connections that had opened and were ended by the peer or by something on the way. All that it names has to be so,
 * and it names a span or words: a code alone is typical of nobody.
 */
export interface Signature {
  /** What it is called in a table of translations, such as `"nginx-proxy-read-timeout"`. */
  readonly key: string;
  /** What it points to. */
  readonly kind: SuspectKind;
  /** A short name, such as `"nginx"`. */
  readonly name: string;
  /** The codes that are reported for it. Default: any. */
  readonly codes?: readonly number[] | undefined;
  /** What had lasted for how long. */
  readonly span?: SignatureSpan | undefined;
  /**
   * Words in the close reason, of which one phrase has to be there. They are in lower case, with single spaces and
   * without punctuation, and found as whole words whatever their case: `"token expired"` is in `TokenExpired`, too.
   */
  readonly words?: readonly string[] | undefined;
  /**
   * What to do, where the standard's reading of the code is wrong for it: whether to come back. A profile, the server's
   * advice and your own `codes` win over it.
   */
  readonly verdict?: VerdictLike | undefined;
  /** What points to it, in a sentence that says "typical of". */
  readonly sentence: string;
  /** What to look at or to change first. */
  readonly remedy: string;
  /** What backs it: the documentation or the source of the product. */
  readonly reference: string;
}

/** Something that lasted for so long, in ms. */
export interface SignatureSpan {
  /** What lasted: that nothing had come in, that nothing had gone out, that neither had, or the whole connection. */
  readonly measure: "inbound-silence" | "outbound-silence" | "silence" | "age";
  /** How long it is by the documentation. */
  readonly millis: number;
  /** From how long on it counts: clocks and networks are not exact. */
  readonly from: number;
  /** Up to how long it counts. */
  readonly to: number;
}

/** The signatures of proxies, servers and services, each checked against the documentation that it names. */
export const suspects: readonly Signature[] = tables.suspects;
