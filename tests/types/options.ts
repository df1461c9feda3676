import {
  type Announced,
  Client,
  diagnose,
  type Profile,
  type ProfileRule,
  type Provider,
  type Signature,
} from "closewise";
import { discord, pusher } from "closewise/profiles";
import { suspects } from "closewise/suspects";

new Client("wss://example.com", "chat", {
  reconnect: { baseDelay: 100, when: ({ code }) => (code === 4000 ? "stop" : undefined) },
  queue: { overflow: "drop-oldest", hold: "first-message" },
  codes: { 4001: "stop", "4100-4199": { action: "retry", pace: "window", min: 1, max: 2 } },
  profile: discord,
  handshake: { greeting: "hello", check: (data) => (data === "ok" ? "accept" : "reauthenticate") },
  liveness: { probe: () => "ping", isPong: (data) => data === "pong" },
  signal: AbortSignal.timeout(1000),
});

const own: Profile = {
  name: "chess",
  source: "https://example.com/codes",
  codes: { 4007: { action: "stop", name: "Checkmate" } },
};
new Client("wss://example.com", [], { profile: own });
// @ts-expect-error a profile has no such member
({ ...own, typo: 1 }) satisfies Profile;
new Client("wss://example.com", [], {
  profile: {
    ...own,
    receiveOnly: true,
    read: (data) =>
      data === "goodbye" ? { verdict: "retry", url: new URL("wss://example.com/2") } : undefined,
  },
});
const takenBack: Announced = { verdict: undefined };
new Client("wss://example.com", [], { profile: { ...own, read: () => takenBack } });
// @ts-expect-error an announcement has a verdict, if only none
({ url: "wss://example.com" }) satisfies Announced;
// @ts-expect-error no such verdict
({ verdict: "again" }) satisfies Announced;
// @ts-expect-error a rule of a profile has a name
({ action: "stop" }) satisfies ProfileRule;

const edge = {
  key: "our-edge",
  kind: "idle-timeout",
  name: "our edge",
  span: { measure: "silence", millis: 45_000, from: 44_000, to: 47_000 },
  sentence: "45 s of silence are typical of our edge.",
  remedy: "A heartbeat of 30 s.",
  reference: "https://example.com/edge",
} as const;
edge satisfies Signature;
new Client("wss://example.com", [], { suspects: [...suspects, edge, { ...edge, codes: [1006] }] });
// @ts-expect-error no such kind
({ ...edge, kind: "timeout" }) satisfies Signature;
// @ts-expect-error no such measure
({ ...edge, span: { ...edge.span, measure: "uptime" } }) satisfies Signature;
// @ts-expect-error a list, not one
new Client("wss://example.com", [], { suspects: edge });

const provider: Provider = async ({ attempt, fresh, diagnosis }) => ({
  url: `wss://example.com/?${attempt}${fresh}${diagnosis?.code}`,
  protocols: ["chat"],
});
new Client(provider);
new Client(() => "wss://example.com");
new Client(new URL("wss://example.com"));

new Client("wss://example.com", [], {
  handshake: {
    greeting: async ({ attempt, fresh, diagnosis }) => `${attempt}${fresh}${diagnosis?.code}`,
    check: () => "accept",
  },
});

// @ts-expect-error a typo
new Client("wss://example.com", [], { reconect: false });
// @ts-expect-error a typo within
new Client("wss://example.com", [], { reconnect: { baseDelai: 1 } });
// @ts-expect-error not a number
new Client("wss://example.com", [], { connectTimeout: "1s" });
// @ts-expect-error no such policy
new Client("wss://example.com", [], { queue: { overflow: "drop" } });
// @ts-expect-error no such moment
new Client("wss://example.com", [], { queue: { hold: "later" } });
// @ts-expect-error a profile is a table, not a name
new Client("wss://example.com", [], { profile: "slack" });
// @ts-expect-error no such verdict
new Client("wss://example.com", [], { codes: { 4001: "again" } });
// @ts-expect-error neither a code nor a range
new Client("wss://example.com", [], { codes: { close: "stop" } });
// @ts-expect-error a handshake has to be recognised
new Client("wss://example.com", [], { handshake: { greeting: "hello" } });
new Client("wss://example.com", [], {
  // @ts-expect-error not what a socket takes
  handshake: { greeting: async () => 5, check: () => "stop" },
});
// @ts-expect-error a URL is needed
new Client();
// @ts-expect-error a provider gives a URL
new Client(() => 5);
// @ts-expect-error the second argument is for protocols
new Client("wss://example.com", { reconnect: false });

diagnose({ code: 1006 }, { opened: true, timeout: "connect" }, { profile: pusher }).cause;
for (const { kind, remedy, span } of diagnose(
  { code: 1006 },
  { inboundSilence: 60_000, earlierUptimes: [60_000, 60_100], url: "wss://example.com" },
  { suspects },
).suspects) {
  (kind === "idle-timeout") satisfies boolean;
  `${remedy}${(span ?? 0).toFixed()}` satisfies string;
}
// @ts-expect-error a close has a code
diagnose({ reason: "x" });
