// What the chaos server can do to a connection: a row a fault. tests/page checks that every endpoint has one.
// Their words are in `strings(lang).lab.fault`, under their ids; those of a close code speak for themselves.
import type { ClientOptions } from "closewise";
import type { Try } from "../duel/side.js";
import { SERVERS } from "./servers.js";

export interface Fault {
  /** Stable, for tests and links. */
  readonly id: string;
  /** What to call it, where that is the same in every language. */
  readonly label?: string;
  /** The endpoint, with its parameters. KEY stands for a key that each client has to itself. */
  readonly path: string;
  /** How many times as fast the server is played as it is. */
  readonly scale?: number;
  /** Since when the server does not answer, where the wire shows no end. */
  readonly silent?: "from-the-start" | "after-its-answers";
  /** What the server does in place of an end, where its record does not tell it from one. */
  readonly breaks?: "handshake" | "violation";
  /** What this fault needs to be noticed at all. */
  readonly options?: ClientOptions;
  /** The endpoint of each attempt, where they differ. */
  readonly provide?: (attempt: Try) => string;
  /** What both clients send, and when, in ms. */
  readonly says?: readonly { readonly at: number; readonly text: string }[];
}

export type GroupId =
  | "closes"
  | "servers"
  | "silence"
  | "tcp"
  | "handshake"
  | "recovery"
  | "raw"
  | "violations"
  | "load";

export interface FaultGroup {
  readonly id: GroupId;
  readonly faults: readonly Fault[];
}

/** What liveness sends in the lab; the chaos server's /heartbeat is asked to answer with the same. */
const PROBE = "probe";
const LIVENESS = {
  interval: 1500,
  timeout: 1500,
  probe: PROBE,
  isPong: (data: unknown) => data === PROBE,
};

/** How long what opens stays open, so that the eye can follow. */
const AFTER = 800;

const code = (number: number, name: string): Fault => ({
  id: `close-${number}`,
  label: `${number} ${name}`,
  path: `/close?code=${number}&after=${AFTER}`,
});

const raw = (number: number): Fault => ({
  id: `raw-${number}`,
  label: String(number),
  path: `/raw-close?code=${number}&after=${AFTER}`,
});

const rawBody = (body: string): Fault => ({
  id: `raw-${body}`,
  path: `/raw-close?body=${body}&after=${AFTER}`,
});

const reset = (at: string, after = ""): Fault => ({
  id: `reset-${at}`,
  path: `/reset?at=${at}${after}`,
});

const refuse = (status: number, name: string, more = ""): Fault => ({
  id: `refuse-${status}`,
  label: `${status} ${name}`,
  path: `/refuse?status=${status}${more}`,
});

const violate = (kind: string): Fault => ({
  id: `violate-${kind}`,
  path: `/violate?kind=${kind}&after=${AFTER}`,
  breaks: "violation",
});

const advice = encodeURIComponent('{"reconnect":true,"retryAfter":2000}');
const denied = encodeURIComponent('{"type":"auth_invalid"}');

export const FAULTS: readonly FaultGroup[] = [
  {
    id: "closes",
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
      { id: "close-4001", path: `/close?code=4001&after=${AFTER}` },
      {
        id: "advice",
        path: `/close?code=1001&reason=${advice}&after=${AFTER}`,
        options: { advice: true },
      },
      { id: "announce", path: `/announce?message=${denied}` },
    ],
  },
  {
    id: "recovery",
    faults: [
      { id: "flap", path: "/flap?key=KEY&times=3&up=500" },
      { id: "down", path: "/down?key=KEY&for=5000", says: [{ at: 300, text: "hello" }] },
      {
        id: "stale-token",
        path: "/auth?mode=query&t=stale",
        provide: ({ fresh }) => `/auth?mode=query&t=${fresh ? "good" : "stale"}`,
      },
    ],
  },
  { id: "servers", faults: SERVERS },
  {
    id: "silence",
    faults: [
      { id: "stall", path: "/stall", silent: "from-the-start", options: { liveness: LIVENESS } },
      {
        id: "heartbeat",
        path: `/heartbeat?answers=1&ping=${PROBE}&pong=${PROBE}`,
        silent: "after-its-answers",
        options: { liveness: LIVENESS },
        // What takes over from a server that hangs is another one.
        provide: ({ attempt }) =>
          attempt === 0 ? `/heartbeat?answers=1&ping=${PROBE}&pong=${PROBE}` : "/echo",
      },
      { id: "close-then-silence", path: `/close-then-silence?code=1001&after=${AFTER}` },
      {
        id: "never-ack",
        path: "/never-ack",
        silent: "from-the-start",
        options: { handshake: { check: () => "accept", timeout: 2000 } },
      },
      { id: "idle-timeout", path: "/idle-timeout?for=3000&direction=both" },
      { id: "lifetime", path: "/lifetime?for=3000" },
    ],
  },
  {
    id: "tcp",
    faults: [
      { id: "fin", path: `/fin?after=${AFTER}` },
      reset("before-handshake"),
      reset("during-handshake"),
      reset("after-open", `&after=${AFTER}`),
      reset("mid-message", `&after=${AFTER}`),
    ],
  },
  {
    id: "handshake",
    faults: [
      refuse(400, "Bad Request"),
      refuse(401, "Unauthorized"),
      refuse(403, "Forbidden"),
      refuse(404, "Not Found"),
      refuse(429, "Too Many Requests", "&retry-after=5"),
      refuse(500, "Internal Server Error"),
      refuse(503, "Service Unavailable"),
      { id: "redirect", label: "302 Found", path: "/redirect" },
      { id: "bad-accept", path: "/bad-accept", breaks: "handshake" },
      { id: "unasked-subprotocol", path: "/unasked-subprotocol", breaks: "handshake" },
      { id: "unasked-extension", path: "/unasked-extension", breaks: "handshake" },
      {
        id: "never",
        path: "/never",
        silent: "from-the-start",
        // The default is 10 s.
        options: { connectTimeout: 3000 },
      },
    ],
  },
  {
    id: "raw",
    faults: [
      ...[0, 1004, 1005, 1006, 1015, 2000, 65_535].map(raw),
      rawBody("empty"),
      rawBody("one-byte"),
      rawBody("bad-utf8"),
    ],
  },
  {
    id: "violations",
    faults: [
      violate("masked"),
      violate("reserved-bits"),
      violate("bad-opcode"),
      violate("invalid-utf8"),
      violate("oversized-control"),
      violate("orphan-continuation"),
    ],
  },
  {
    id: "load",
    faults: [
      { id: "echo", path: "/echo?fragments=3", says: [{ at: 500, text: "hello" }] },
      { id: "flood", path: "/flood?count=1000&size=64" },
      { id: "slow", path: "/slow?rate=1000", says: [{ at: 500, text: "hello" }] },
      { id: "sink", path: "/sink", says: [{ at: 500, text: "report" }] },
      { id: "status", path: "/status?code=2000&refuse=1" },
    ],
  },
];

export function faultOf(id: string): Fault {
  const fault = FAULTS.flatMap(({ faults }) => faults).find((fault) => fault.id === id);
  if (!fault) throw new Error(`no fault is called ${id}`);
  return fault;
}
