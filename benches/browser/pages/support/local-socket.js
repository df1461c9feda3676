import { loadAll } from "./load.js";
import { expect, signal } from "./wait.js";

/**
 * Puts `LocalSocket` in the place of WebSocket, and opens a client of each name, whose listener is told each
 * message's data. Resolves to `{ name, client, socket }` for each.
 */
export async function openLocally(names, listen = () => () => {}) {
  globalThis.WebSocket = LocalSocket;
  const clients = await loadAll(names);
  const subjects = [];
  for (const name of names) {
    const url = `ws://127.0.0.1/${name}`;
    const [opened, open] = signal();
    const client = clients[name].connect(url, { open, message: listen(name) });
    await expect(`${name} opens`, opened);
    subjects.push({ name, client, socket: LocalSocket.made.get(url) });
  }
  return subjects;
}

/**
 * A WebSocket without a network, to be put in the place of the platform's: it opens by itself, and its
 * events are dispatched by whoever measures. What a client adds to it is the client's own.
 */
class LocalSocket extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
  /** From URL to the last socket that was made for it. */
  static made = new Map();
  static sent = 0;

  CONNECTING = 0;
  OPEN = 1;
  CLOSING = 2;
  CLOSED = 3;
  readyState = 0;
  binaryType = "blob";
  bufferedAmount = 0;
  protocol = "";
  extensions = "";

  constructor(url) {
    super();
    this.url = String(url);
    LocalSocket.made.set(this.url, this);
    setTimeout(() => {
      this.readyState = 1;
      this.dispatchEvent(new Event("open"));
    });
  }

  set onopen(handler) {
    this.addEventListener("open", handler);
  }
  set onmessage(handler) {
    this.addEventListener("message", handler);
  }
  set onerror(handler) {
    this.addEventListener("error", handler);
  }
  set onclose(handler) {
    this.addEventListener("close", handler);
  }

  send() {
    LocalSocket.sent++;
  }
  close() {}
}
