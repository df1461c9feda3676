// What the chaos server can do to a connection, in plain words: a row a button.
// tests/page checks that every endpoint of the server has one.
import type { Attempt, ClientOptions } from "closewise";

export interface Fault {
  /** Stable, for tests and links. */
  readonly id: string;
  readonly label: string;
  /** The endpoint, with its parameters. */
  readonly path: string;
  /** Told in the events when it is pressed, where the label leaves something open. */
  readonly note?: string;
  /** What this fault needs to be noticed at all; wins over the form. */
  readonly options?: ClientOptions;
  /** The endpoint of each attempt, where they differ. */
  readonly provide?: (attempt: Attempt) => string;
}

export interface FaultGroup {
  readonly title: string;
  readonly hint: string;
  readonly faults: readonly Fault[];
}

/** What liveness sends in the lab; the chaos server's /heartbeat is asked to answer with the same. */
export const PROBE = "probe";
export const LIVENESS = {
  interval: 2000,
  timeout: 2000,
  probe: PROBE,
  isPong: (data: unknown) => data === PROBE,
};

const code = (number: number, name: string): Fault => ({
  id: `close-${number}`,
  label: `${number} ${name}`,
  path: `/close?code=${number}&after=300`,
});

const raw = (number: number, name: string): Fault => ({
  id: `raw-${number}`,
  label: `${number} ${name}`,
  path: `/raw-close?code=${number}&after=300`,
});

const rawBody = (body: string, label: string): Fault => ({
  id: `raw-${body}`,
  label,
  path: `/raw-close?body=${body}&after=300`,
});

const reset = (at: string, label: string, after = ""): Fault => ({
  id: `reset-${at}`,
  label,
  path: `/reset?at=${at}${after}`,
});

const refuse = (status: number, name: string, more = ""): Fault => ({
  id: `refuse-${status}`,
  label: `${status} ${name}`,
  path: `/refuse?status=${status}${more}`,
});

const violate = (kind: string, label: string): Fault => ({
  id: `violate-${kind}`,
  label,
  path: `/violate?kind=${kind}&after=300`,
});

const advice = encodeURIComponent('{"reconnect":true,"retryAfter":2000}');

const denied = encodeURIComponent('{"type":"auth_invalid"}');

export const FAULTS: readonly FaultGroup[] = [
  {
    title: "Closes",
    hint: "the server says why",
    faults: [
      code(1000, "Normal Closure"),
      code(1001, "Going Away"),
      code(1008, "Policy Violation"),
      code(1009, "Message Too Big"),
      code(1011, "Internal Error"),
      code(1012, "Service Restart"),
      code(1013, "Try Again Later"),
      code(3000, "Unauthorized"),
      code(3003, "Forbidden"),
      code(4001, "private"),
      {
        id: "advice",
        label: "1001 with advice: come back in 2 s",
        path: `/close?code=1001&reason=${advice}&after=300`,
        note: "advice is read for this connection",
        options: { advice: true },
      },
    ],
  },
  {
    title: "Raw Close frames",
    hint: "what no server should send",
    faults: [
      raw(0, "unused"),
      raw(1004, "Reserved"),
      raw(1005, "local only"),
      raw(1006, "local only"),
      raw(1015, "local only"),
      raw(2000, "unassigned"),
      raw(65_535, "undefined"),
      rawBody("empty", "no code at all"),
      rawBody("one-byte", "half a code"),
      rawBody("bad-utf8", "reason that is not UTF-8"),
    ],
  },
  {
    title: "TCP",
    hint: "the connection itself goes",
    faults: [
      { id: "fin", label: "FIN, no Close frame", path: "/fin?after=300" },
      reset("before-handshake", "reset before the handshake"),
      reset("during-handshake", "reset during the handshake"),
      reset("after-open", "reset after open", "&after=300"),
      reset("mid-message", "reset in a message", "&after=300"),
    ],
  },
  {
    title: "Handshake",
    hint: "it never opens",
    faults: [
      refuse(401, "Unauthorized"),
      refuse(403, "Forbidden"),
      refuse(404, "Not Found"),
      refuse(429, "Too Many Requests", "&retry-after=5"),
      refuse(503, "Service Unavailable"),
      { id: "redirect", label: "302 redirect", path: "/redirect" },
      { id: "bad-accept", label: "wrong accept key", path: "/bad-accept" },
      { id: "unasked-subprotocol", label: "unasked subprotocol", path: "/unasked-subprotocol" },
      { id: "unasked-extension", label: "unasked extension", path: "/unasked-extension" },
      { id: "never", label: "never answered", path: "/never" },
    ],
  },
  {
    title: "Protocol violations",
    hint: "the browser gives up",
    faults: [
      violate("masked", "masked frame"),
      violate("reserved-bits", "reserved bits"),
      violate("bad-opcode", "unknown opcode"),
      violate("invalid-utf8", "text that is not UTF-8"),
      violate("oversized-control", "oversized control frame"),
      violate("orphan-continuation", "continuation of nothing"),
    ],
  },
  {
    title: "Silence",
    hint: "open, but nobody is there",
    faults: [
      {
        id: "stall",
        label: "stalled peer",
        path: "/stall",
        note: "liveness is on for this connection",
        options: { liveness: LIVENESS },
      },
      {
        id: "heartbeat",
        label: "heartbeats stop after 2",
        path: `/heartbeat?answers=2&ping=${PROBE}&pong=${PROBE}`,
        note: "liveness is on for this connection",
        options: { liveness: LIVENESS },
      },
      {
        id: "close-then-silence",
        label: "Close frame, then nothing",
        path: "/close-then-silence?code=1001&after=300",
      },
      {
        id: "never-ack",
        label: "sign-in never acknowledged",
        path: "/never-ack",
        note: "waits 2 s for a first message",
        options: { handshake: { check: () => "accept", timeout: 2000 } },
      },
    ],
  },
  {
    title: "Timeouts",
    hint: "the server's own, or of a proxy before it",
    faults: [
      {
        id: "idle-timeout",
        label: "3 s idle, then FIN",
        path: "/idle-timeout?for=3000&direction=both",
      },
      { id: "lifetime", label: "3 s old, then FIN", path: "/lifetime?for=3000" },
      {
        id: "as-jetty-idle",
        label: "as Jetty when idle, 10 times as fast",
        path: "/as?like=jetty-idle&scale=10",
      },
      {
        id: "announce",
        label: "a verdict in a message first",
        path: `/announce?message=${denied}`,
      },
    ],
  },
  {
    title: "Recovery",
    hint: "it gets better",
    faults: [
      { id: "flap", label: "drops 3 times, then stays", path: "/flap?key=KEY&times=3&up=300" },
      { id: "down", label: "down for 3 s", path: "/down?key=KEY&for=3000" },
      {
        id: "stale-token",
        label: "stale token, then a fresh one",
        path: "/auth?mode=query&t=stale",
        note: "the URL comes from a provider, which is told when it must be fresh",
        provide: ({ fresh }) => `/auth?mode=query&t=${fresh ? "good" : "stale"}`,
      },
    ],
  },
  {
    title: "Load and more",
    hint: "no fault, but worth a look",
    faults: [
      { id: "flood", label: "flood of 1 000 messages", path: "/flood?count=1000&size=64" },
      { id: "echo", label: "echo in 3 fragments", path: "/echo?fragments=3" },
      { id: "slow", label: "slow reader", path: "/slow?rate=1000" },
      { id: "sink", label: "counts; ask “report”", path: "/sink" },
      { id: "status", label: "status as first message", path: "/status?code=2000&refuse=1" },
    ],
  },
];

/** The paths of /flap and /down name a key that each press has to itself. */
export const withFreshKey = (path: string): string =>
  path.replace("KEY", Math.random().toString(36).slice(2));
