// What people use otherwise: a row each. Those of a library are loaded when they are chosen.
import { shown } from "./shown.js";
import type { Side, SideOptions } from "./side.js";
import type { Recorder } from "./track.js";

export type RivalId = "websocket" | "timer" | "partysocket" | "reconnecting-websocket";

export interface Rival {
  readonly id: RivalId;
  readonly start: (options: SideOptions) => Promise<Side>;
}

export const RIVALS: readonly Rival[] = [
  { id: "websocket", start: async (options) => plain(options) },
  { id: "timer", start: async (options) => withTimer(options) },
  {
    id: "partysocket",
    start: async (options) => {
      const { default: PartySocket } = await import("partysocket/ws");
      return reconnecting((url) => new PartySocket(url), options);
    },
  },
  {
    id: "reconnecting-websocket",
    start: async (options) => {
      const { default: exported } = await import("reconnecting-websocket");
      // Its types say CommonJS, and what is bundled is its module.
      const ReconnectingWebSocket = exported as unknown as new (url: () => string) => Reconnecting;
      return reconnecting((url) => new ReconnectingWebSocket(url), options);
    },
  },
];

export const rivalOf = (id: string): Rival | undefined => RIVALS.find((rival) => rival.id === id);

/** The platform's class, once. */
function plain({ address, recorder }: SideOptions): Side {
  const watching = new AbortController();
  const socket = new WebSocket(address({ attempt: 0, fresh: false }));
  recorder.enter("connecting");
  listen(socket, recorder, watching.signal, () => recorder.enter("ended"));
  return {
    send: (text) => sendAndTell(socket, text, recorder),
    stop() {
      watching.abort();
      recorder.stop();
      socket.close();
    },
  };
}

/** `socket.onclose = () => setTimeout(connect, 1000)`. */
function withTimer({ address, recorder }: SideOptions): Side {
  const watching = new AbortController();
  let socket: WebSocket;
  let timer: number | undefined;
  let attempt = 0;
  const connect = () => {
    socket = new WebSocket(address({ attempt, fresh: false }));
    attempt += 1;
    recorder.enter("connecting");
    listen(socket, recorder, watching.signal, () => {
      timer = window.setTimeout(connect, TIMER);
      recorder.enter("waiting", TIMER);
    });
  };
  connect();
  return {
    send: (text) => sendAndTell(socket, text, recorder),
    stop() {
      watching.abort();
      clearTimeout(timer);
      recorder.stop();
      socket.close();
    },
  };
}

const TIMER = 1000;

/** What the two libraries have in common. Neither says when it will come back. */
interface Reconnecting {
  readonly readyState: number;
  send(text: string): unknown;
  close(): void;
  addEventListener(type: "open" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: CloseLike) => void): void;
}

type CloseLike = Pick<CloseEvent, "code" | "reason" | "wasClean">;

function reconnecting(
  make: (url: () => string) => Reconnecting,
  { address, recorder }: SideOptions,
): Side {
  const watching = new AbortController();
  let attempt = 0;
  const socket = make(() => {
    const url = address({ attempt, fresh: false });
    attempt += 1;
    return url;
  });
  recorder.enter("connecting");
  listen(socket, recorder, watching.signal, () => recorder.enter("unknown"));
  return {
    send(text) {
      const isOpen = socket.readyState === WebSocket.OPEN;
      socket.send(text);
      recorder.tell(isOpen ? "sent" : "queued", { text });
    },
    stop() {
      watching.abort();
      recorder.stop();
      socket.close();
    },
  };
}

function listen(
  socket: Reconnecting | WebSocket,
  recorder: Recorder,
  signal: AbortSignal,
  closed: () => void,
): void {
  // reconnecting-websocket takes no signal.
  const unless =
    <Args extends unknown[]>(listener: (...args: Args) => void) =>
    (...args: Args) => {
      if (!signal.aborted) listener(...args);
    };
  const target = socket as Reconnecting;
  target.addEventListener(
    "open",
    unless(() => {
      recorder.enter("open");
      recorder.tell("open");
    }),
  );
  target.addEventListener(
    "message",
    unless(({ data }: { data: unknown }) => recorder.tell("message", { text: shown(data) })),
  );
  target.addEventListener(
    "error",
    unless(() => recorder.tell("error")),
  );
  target.addEventListener(
    "close",
    unless(({ code, reason, wasClean }: CloseLike) => {
      recorder.tell("close", {
        code: String(code),
        reason: String(reason ?? ""),
        clean: String(wasClean),
      });
      closed();
    }),
  );
}

/** Before it is open it throws; once it is closing or closed, the message is gone and nothing says so. */
function sendAndTell(socket: WebSocket, text: string, recorder: Recorder): void {
  try {
    const isOpen = socket.readyState === WebSocket.OPEN;
    socket.send(text);
    recorder.tell(isOpen ? "sent" : "lost", { text });
  } catch (error) {
    recorder.tell("threw", { name: error instanceof DOMException ? error.name : "Error" });
  }
}
