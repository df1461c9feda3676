// What Rust tells in bulk are plain objects whose properties it sets one by one: each has all that its interface
// declares, and nothing else.
import { assert } from "chai";
import {
  type Attempt,
  type ClientCloseEvent,
  type CodeFacts,
  closeCode,
  type Diagnosis,
  diagnose,
  type End,
  type Explanation,
  type Registration,
  registry,
  type Stats,
  type Suspect,
} from "closewise";
import { chaos, closeAll, next } from "./support/both.js";
import { connect } from "./support/client.js";

/** A table of an interface's properties: TypeScript refuses one that is missing, and one too many. */
type PropertiesOf<Interface> = Record<keyof Interface, true>;

/** A browser's socket says nothing of its failure. */
const DIAGNOSIS = {
  code: true,
  name: true,
  meaning: true,
  cause: true,
  verdict: true,
  source: true,
  advice: true,
  suspects: true,
  sentence: true,
  explanation: true,
  reference: true,
} satisfies PropertiesOf<Omit<Diagnosis, "detail">>;

/** Where a silence or an age points to it. */
const SUSPECT = {
  key: true,
  kind: true,
  name: true,
  sentence: true,
  remedy: true,
  reference: true,
  span: true,
} satisfies PropertiesOf<Suspect>;

const EXPLANATION = { key: true, text: true } satisfies PropertiesOf<Explanation>;

/** The platform's own class holds the others. */
const CLOSE_EVENT = {
  diagnosis: true,
  willRetry: true,
  synthetic: true,
  heard: true,
  handed: true,
  inDoubt: true,
  uptime: true,
} satisfies PropertiesOf<Omit<ClientCloseEvent, keyof CloseEvent>>;

const HANDED = { messages: true, bytes: true } satisfies PropertiesOf<ClientCloseEvent["handed"]>;

const END = { reason: true, diagnosis: true } satisfies PropertiesOf<End>;

const ATTEMPT = { attempt: true, fresh: true, diagnosis: true } satisfies PropertiesOf<Attempt>;

const STATS = {
  connections: true,
  attempts: true,
  messagesSent: true,
  bytesSent: true,
  messagesReceived: true,
  bytesReceived: true,
  queuedMessages: true,
  queuedBytes: true,
  uptime: true,
  roundTrip: true,
  timeIn: true,
} satisfies PropertiesOf<Stats>;

const TIME_IN = {
  idle: true,
  connecting: true,
  open: true,
  closing: true,
  waiting: true,
  paused: true,
  ended: true,
} satisfies PropertiesOf<Stats["timeIn"]>;

const REGISTRATION = {
  code: true,
  name: true,
  verdict: true,
  meaning: true,
  reference: true,
} satisfies PropertiesOf<Registration>;

const CODE_FACTS = {
  code: true,
  range: true,
  isLocal: true,
  mayBeOnWire: true,
  mayBrowserSend: true,
  sender: true,
  registration: true,
} satisfies PropertiesOf<CodeFacts>;

describe("the properties", () => {
  afterEach(closeAll);

  it("of a close event are those declared, and those of its diagnosis", async () => {
    const event = await next<ClientCloseEvent>(connect(chaos("/close?code=1000")), "close");
    const { code, reason, wasClean } = event;
    assert.deepEqual({ code, reason, wasClean }, { code: 1000, reason: "", wasClean: true });
    hasJust(event, CLOSE_EVENT);
    hasJust(event.handed, HANDED);
    hasJust(event.diagnosis, DIAGNOSIS);
  });

  it("of an end are those declared, with a connection before it and without one", async () => {
    const client = connect(chaos("/close?code=1000"));
    const event = await next(client, "end");
    const end = await client.ended;
    hasJust(event, END);
    hasJust(end, END);
    hasJust(end.diagnosis, DIAGNOSIS);

    const unconnected = connect(() => new Promise<string>(() => {}));
    unconnected.close();
    const { diagnosis, ...rest } = await unconnected.ended;
    assert.isUndefined(diagnosis);
    hasJust({ diagnosis, ...rest }, END);
  });

  it("of an attempt are those declared, with one before it and without", async () => {
    const attempts: Attempt[] = [];
    const client = connect(
      (attempt) => {
        attempts.push(attempt);
        return chaos("/close?code=4000");
      },
      { reconnect: { maxAttempts: 1, baseDelay: 5, maxDelay: 5 } },
    );
    await client.ended;
    const [first, second] = attempts;
    hasJust(first, ATTEMPT);
    hasJust(second, ATTEMPT);
    assert.isUndefined(first?.diagnosis);
    hasJust(second?.diagnosis, DIAGNOSIS);
  });

  it("of statistics are those declared", () => {
    const { stats } = connect(chaos("/echo"));
    hasJust(stats, STATS);
    hasJust(stats.timeIn, TIME_IN);
  });

  it("of a diagnosis without a client are those declared", () => {
    hasJust(diagnose({ code: 1006 }), DIAGNOSIS);
  });

  it("of a suspect are those declared, and its span is there where there is one", () => {
    const idle = diagnose({ code: 1006 }, { opened: true, inboundSilence: 60_000 });
    hasJust(idle.suspects[0], SUSPECT);
    const { span: _, ...others } = SUSPECT;
    hasJust(diagnose({ code: 1011 }, { opened: true }).suspects[0], others);
  });

  it("of the parts of an explanation are those declared", () => {
    const { explanation } = diagnose({ code: 1006 });
    assert.isNotEmpty(explanation);
    for (const part of explanation) hasJust(part, EXPLANATION);
  });

  it("of the registry's rows are those declared", () => {
    for (const row of registry()) hasJust(row, REGISTRATION);
  });

  it("of what is said of a code are those declared, whether it is registered or not", () => {
    const registered = closeCode(1000);
    hasJust(registered, CODE_FACTS);
    hasJust(registered.registration, REGISTRATION);
    hasJust(closeCode(4000), CODE_FACTS);
  });
});

/** An event has one of the platform's own beside them. */
function hasJust(told: object | undefined, properties: Record<string, true>): void {
  const own = Object.keys(told ?? {}).filter((key) => key !== "isTrusted");
  assert.sameMembers(own, Object.keys(properties));
}
