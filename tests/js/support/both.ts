// Each expectation runs against the platform's own class too, and so proves itself; and against the fake class of
// closewise/testing, which has to be like the platform's.
import { Client } from "closewise";
import { Fake, recordOfFake } from "./fake-chaos.js";
import { aTaskLater } from "./tasks.js";

export { aTaskLater };

/** `Client` as the platform's class: what is constructed has neither reconnecting nor a queue. */
const Plain = new Proxy(Client, {
  construct: (target, args, newTarget) =>
    Reflect.construct(
      target,
      args.length ? [args[0], args[1], { reconnect: false, queue: false }] : [],
      newTarget === Plain ? target : newTarget,
    ),
}) as unknown as typeof WebSocket;

/** Describes the same behaviour of both classes, and of the fake. */
export function describeBoth(title: string, body: (Class: typeof WebSocket) => void): void {
  for (const [name, Class] of [
    ["the platform's class", WebSocket],
    ["Client", Plain],
    ["the fake", Fake],
  ] as const) {
    describe(`${title}: ${name}`, () => {
      body(Class);
      afterEach(closeAll);
    });
  }
}

const made: { close(): void }[] = [];

/** Remembers what has to be closed when the test is over. */
export function remember<T extends { close(): void }>(socket: T): T {
  made.push(socket);
  return socket;
}

export function closeAll(): void {
  for (const socket of made.splice(0)) socket.close();
}

/** An address of the chaos server. */
export const chaos = (path: string): string => CHAOS_URL + path;

/**
 * The path of a server that does not answer the handshake for as long as any test waits. In the end it lets
 * go: Firefox keeps each attempt that was given up until then, and has no more than six for a host.
 */
export const UNANSWERED = "/reset?at=before-handshake&after=4000";

/** The next event of a type. */
export function next<E extends Event = Event>(target: EventTarget, type: string): Promise<E> {
  return new Promise((resolve) => {
    target.addEventListener(type, (event) => resolve(event as E), { once: true });
  });
}

let ids = 0;

/** What the chaos server saw of the connections of one client id. */
export class Recorded {
  readonly #id = `test-${Date.now()}-${ids++}`;

  url(path: string): string {
    return chaos(`${path}${path.includes("?") ? "&" : "?"}client=${this.#id}`);
  }

  /** Once it is what the test waits for: the server's record may come after the client's event. */
  async when(
    isReady: (connections: RecordedConnection[]) => boolean,
  ): Promise<RecordedConnection[]> {
    for (;;) {
      const connections = recordOfFake(this.#id) ?? (await this.#fetch());
      if (isReady(connections)) return connections;
      await aTaskLater();
    }
  }

  async #fetch(): Promise<RecordedConnection[]> {
    const response = await fetch(`${CHAOS_HTTP}/control/clients/${this.#id}`);
    return (await response.json()).connections;
  }
}

/** The part of a connection's record that tests look at. */
export interface RecordedConnection {
  received: { kind: string; text?: string }[];
  close: { how: string; code?: number | undefined; reason?: string } | null;
}

/** The error that a function throws. */
export function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/** Collects uncaught errors until it is stopped, so that they fail no test. */
export function collectUncaught(): { stop(): unknown[] } {
  const errors: unknown[] = [];
  const handler = window.onerror;
  window.onerror = null;
  const listen = (event: ErrorEvent) => {
    event.preventDefault();
    errors.push(event.error);
  };
  addEventListener("error", listen);
  return {
    stop() {
      removeEventListener("error", listen);
      window.onerror = handler;
      return errors;
    },
  };
}
