// A file, in pieces, as fast as the connection takes them.
import type { Client } from "closewise";

/** What is read and sent at once. */
export const PIECE = 64 * 1024;

/** The largest file that the page sends, in bytes. */
export const MOST = 64_000_000;

/** A wait for the connection is told only if it is longer, in ms. */
const SOON = 50;

export interface FileProgress {
  readonly name: string;
  readonly total: number;
  sent: number;
  /** `"waiting"`: for the connection to drain. */
  state: "sending" | "waiting" | "done" | "stopped" | "broken";
  readonly startedAt: number;
  endedAt?: number;
}

/** Sends the pieces; `changed` is called after each. Resolves to how it went, whatever happens to the connection. */
export async function sendFile(
  // biome-ignore lint/suspicious/noExplicitAny: bytes go out whatever messages are
  client: Client<any, any>,
  file: File,
  signal: AbortSignal,
  changed: (progress: FileProgress) => void,
): Promise<FileProgress> {
  const progress: FileProgress = {
    name: file.name,
    total: file.size,
    sent: 0,
    state: "sending",
    startedAt: Date.now(),
  };
  const finish = (state: FileProgress["state"]) => {
    Object.assign(progress, { state, endedAt: Date.now() });
    changed(progress);
    return progress;
  };
  const lost = lossOf(client, signal);
  try {
    changed(progress);
    while (progress.sent < file.size) {
      const piece = await file.slice(progress.sent, progress.sent + PIECE).arrayBuffer();
      if (signal.aborted) return finish("stopped");
      if (client.state !== "open") return finish("broken");
      client.send(piece);
      progress.sent += piece.byteLength;
      changed(progress);
      const drained = client.drained.then(
        () => "drained",
        () => "lost",
      );
      const patience = setTimeout(() => {
        progress.state = "waiting";
        changed(progress);
      }, SOON);
      const came = await Promise.race([drained, lost.promise]);
      clearTimeout(patience);
      if (signal.aborted) return finish("stopped");
      if (came === "lost") return finish("broken");
      progress.state = "sending";
    }
    return finish("done");
  } finally {
    lost.forget();
  }
}

/** Resolves when the connection ends, or when nobody wants to wait for it any more. */
// biome-ignore lint/suspicious/noExplicitAny: as above
function lossOf(client: Client<any, any>, signal: AbortSignal) {
  const { promise, resolve } = withResolvers<string>();
  const listening = new AbortController();
  client.addEventListener("close", () => resolve("lost"), { signal: listening.signal });
  signal.addEventListener("abort", () => resolve("stopped"), { signal: listening.signal });
  return { promise, forget: () => listening.abort() };
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
