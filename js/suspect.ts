/**
 * What typically ends a connection as this one ended, and what to change. It is never more than typical: a close does
 * not prove who brought it about.
 */
export interface Suspect {
  /**
   * What it is called in a table of translations: the key of its signature, or its kind and what points to it, such as
   * `"idle-timeout.silence"`.
   */
  readonly key: string;
  /** What it is. */
  readonly kind: SuspectKind;
  /** A short name, such as `"nginx"` or `"an idle timeout"`. */
  readonly name: string;
  /** What points to it, in a sentence that says "typical of". */
  readonly sentence: string;
  /** What to look at or to change first, in a sentence or two. */
  readonly remedy: string;
  /** What backs it: a section of an RFC, or an address. */
  readonly reference: string;
  /** The silence or the age that points to it, in ms, where one does. */
  readonly span?: number;
}

/** What may have ended a connection. */
export type SuspectKind =
  /** A proxy or the server ends what is idle for so long. */
  | "idle-timeout"
  /** A proxy or the server ends what is so old, busy or not. */
  | "lifetime"
  /** A ping was not answered in time. */
  | "keepalive-timeout"
  /** A restart, a deploy or a reload. */
  | "restart"
  /** An error in the server. */
  | "server-error"
  /** Credentials or an origin were refused. */
  | "refused"
  /** A path that is not served, or an upgrade that is not forwarded. */
  | "wrong-path"
  /** TLS or a certificate. */
  | "tls"
  /** The page or the browser does not allow it: CSP, mixed content, an extension. */
  | "blocked"
  /** Nobody answers at that address. */
  | "unreachable"
  /** A message was too big. */
  | "size-limit"
  /** A message was against the protocol. */
  | "protocol-error"
  /** Too many messages, connections or attempts. */
  | "rate-limit"
  /** Another session of the same user took over. */
  | "replaced"
  /** The network changed or went away. */
  | "network-change"
  /** The machine or the page slept. */
  | "sleep"
  /** A browser held back timers or attempts. */
  | "throttled";
