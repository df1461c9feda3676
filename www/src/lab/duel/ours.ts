// closewise's side of the duel.
import { Client, type ClientCloseEvent, type ClientOptions, type EndReason } from "closewise";
import { markOf } from "../../card/verdict-chip.js";
import { shown } from "./shown.js";
import type { Side, SideOptions } from "./side.js";

export interface Ours extends Side {
  readonly client: Client;
  /** The closes so far, the newest last. */
  readonly closes: readonly ClientCloseEvent[];
  /** Why there is no further attempt, once there is none. */
  readonly ended: EndReason | undefined;
}

export function startOurs(
  { address, recorder }: SideOptions,
  options: ClientOptions,
  providesCredentials: boolean,
): Ours {
  const closes: ClientCloseEvent[] = [];
  const watching = new AbortController();
  const { signal } = watching;
  let ended: EndReason | undefined;
  // A provider is a way to fresh credentials: without one, to be refused is the end.
  const first = { attempt: 0, fresh: false };
  const source = providesCredentials
    ? ({ attempt, fresh }: { attempt: number; fresh: boolean }) => {
        if (fresh) recorder.tell("fresh");
        return address({ attempt, fresh });
      }
    : address(first);
  const client = new Client(source, [], options);
  recorder.enter("connecting");

  client.addEventListener("open", () => recorder.tell("open", {}, "open"), { signal });
  client.addEventListener(
    "message",
    ({ data }) => recorder.tell("message", { text: shown(data) }),
    {
      signal,
    },
  );
  client.addEventListener("error", () => recorder.tell("error"), { signal });
  client.addEventListener(
    "close",
    (event) => {
      closes.push(event);
      const { code, reason, wasClean, diagnosis } = event;
      const mark = markOf(diagnosis.verdict);
      recorder.tell("close", { code, reason, clean: String(wasClean) }, mark);
      // The session is waiting by now.
      recorder.mark(mark);
    },
    { signal },
  );
  client.addEventListener(
    "retry",
    ({ attempt, delay }) => recorder.tell("retry", { attempt, delay }, "waiting"),
    { signal },
  );
  client.addEventListener(
    "state",
    ({ to }) => {
      if (to === "idle") return;
      const { retryAt } = client;
      const left = to === "waiting" && retryAt ? retryAt - Date.now() : undefined;
      recorder.enter(to, left);
    },
    { signal },
  );
  client.addEventListener(
    "end",
    ({ reason }) => {
      ended = reason;
      recorder.tell("end", { reason }, "stopped");
    },
    { signal },
  );
  client.addEventListener(
    "sent",
    ({ message }) => recorder.tell("delivered", { text: shown(message) }),
    { signal },
  );

  return {
    client,
    closes,
    get ended() {
      return ended;
    },
    send(text) {
      const outcome = client.send(text);
      recorder.tell(outcome === "queued" ? "queued" : outcome === "sent" ? "sent" : "lost", {
        text,
      });
    },
    stop() {
      watching.abort();
      recorder.stop();
      client.close();
    },
  };
}
