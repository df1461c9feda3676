// Everything about an event is known without a cast.
import {
  type Cause,
  Client,
  type Diagnosis,
  type End,
  type Snapshot,
  type State,
  type Verdict,
} from "closewise";

const client = new Client("wss://example.com");

client.addEventListener("close", (event) => {
  const code: number = event.code;
  const clean: boolean = event.wasClean;
  const retry: boolean = event.willRetry;
  const lost: number = event.heard ? event.inDoubt : event.handed.bytes;
  describeVerdict(event.diagnosis.verdict);
  describeCause(event.diagnosis.cause);
  void [code, clean, retry, lost];
});

client.addEventListener("message", ({ data }) => {
  const payload: string | ArrayBuffer | Blob = data;
  // @ts-expect-error it may be binary
  const text: string = data;
  void [payload, text];
});

client.addEventListener("state", ({ from, to }) => {
  const states: State[] = [from, to];
  // @ts-expect-error no such state
  if (to === "closed") void states;
});

client.addEventListener("retry", ({ attempt, delay, at }) => attempt + delay + at);
client.addEventListener("investigated", ({ url, answered, status, suspects, diagnosis }) => {
  const asked: string = url;
  const known: [boolean | undefined, number | undefined] = [answered, status];
  describeCause(diagnosis.cause);
  void [asked, known, suspects[0]?.remedy];
});
client.addEventListener("end", ({ reason }) => {
  const end: End["reason"] = reason;
  void end;
});
client.addEventListener("undelivered", ({ data, reason }) => void [data, reason]);
client.addEventListener("invalid", ({ issues }) => issues.map(({ message }) => message));
client.addEventListener("error", ({ error }) => error?.reason);

client.onclose = (event) => event.diagnosis.sentence;
client.onmessage = function ({ data }) {
  void this.send(data);
};
// @ts-expect-error an event handler is a function or null
client.onopen = "alert()";

// A client is what asks for a WebSocket, and the class what asks for the class.
client satisfies WebSocket;
Client satisfies typeof WebSocket;
// @ts-expect-error but not one that sends something else
new Client<string, { x: number }>("/") satisfies WebSocket;

// A client is a store as frameworks take one.
client.onChange satisfies (notify: () => void) => () => void;
const snapshot: Readonly<Snapshot> = client.snapshot;
const { state, diagnosis }: { state: State; diagnosis: Diagnosis | undefined } = snapshot;
void [state, diagnosis, snapshot.retryAt?.toFixed(), snapshot.queued + snapshot.attempt];
// @ts-expect-error read only
client.snapshot.state = "open";

// It disposes of itself, although the lib of these tests knows nothing of that.
client[Symbol.dispose]();

// Events of the user's own, and handlers that are objects.
client.addEventListener("mine", (event: Event) => event.type);
client.addEventListener("open", { handleEvent: () => {} });

// @ts-expect-error read only
client.url = "x";
// @ts-expect-error no such property of a close event
client.addEventListener("close", (event) => event.diagnose);
// @ts-expect-error not what a message event has
client.addEventListener("message", (event) => event.code);

/** A switch over verdicts that forgets none compiles. */
function describeVerdict(verdict: Verdict): string {
  switch (verdict.action) {
    case "stop":
    case "reauthenticate":
      return verdict.action;
    case "retry":
      switch (verdict.pace) {
        case "now":
        case "backoff":
          // @ts-expect-error only a window has bounds
          return `${verdict.pace} ${verdict.min}`;
        case "window":
          return `${verdict.min} to ${verdict.max}`;
      }
  }
}

/** So does one over causes. */
function describeCause(cause: Cause): string {
  switch (cause) {
    case "requested":
    case "closed-by-peer":
    case "never-opened":
    case "connect-timeout":
    case "dropped":
    case "silent":
    case "offline":
    case "close-timeout":
    case "suspended":
    case "aborted":
      return cause;
  }
}

/** One that forgets a cause does not. */
// @ts-expect-error not every cause returns
export function forgetful(cause: Cause): string {
  switch (cause) {
    case "requested":
      return cause;
  }
}
