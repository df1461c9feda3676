// Sockets whose server is the test.
import type { Client, ClientOptions, Source } from "closewise";
import { connect } from "./client.js";

/** A socket that does what the test says, in the task in which it says so. */
export class ScriptedSocket extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  readonly sent: unknown[] = [];

  send(data: unknown): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 2;
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  message(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  error(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }

  closed(code: number): void {
    this.readyState = 3;
    const facts = { code, reason: "", wasClean: code !== 1006 };
    this.dispatchEvent(Object.assign(new Event("close"), facts));
  }
}

/** A client, and the sockets that it has made so far. */
export function scripted(
  options?: ClientOptions,
  source: Source = "ws://scripted.example",
): [Client, ScriptedSocket[]] {
  const sockets: ScriptedSocket[] = [];
  class Recorded extends ScriptedSocket {
    constructor() {
      super();
      sockets.push(this);
    }
  }
  return [connect(source, { WebSocket: Recorded, ...options }), sockets];
}
