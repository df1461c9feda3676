import type { Client } from "./client.js";

/** How to iterate over messages. */
export interface MessagesOptions {
  /** Ends the iteration: what waits for a message throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How many messages to keep for a slow reader. Default: 1 000. */
  buffer?: number | undefined;
  /**
   * What to do when there are more. `"error"`: what was kept is delivered, then a `RangeError` is thrown.
   * Default: `"error"`.
   */
  overflow?: "error" | "drop-oldest" | "drop-newest" | undefined;
}

/** @internal The messages from now on, until the session ends. */
export function iterate<In, Out>(
  client: Client<In, Out>,
  { signal, buffer = 1000, overflow = "error" }: MessagesOptions = {},
): AsyncIterableIterator<In> {
  const kept: In[] = [];
  const readers: Deferred<IteratorResult<In>>[] = [];
  const listening = new AbortController();
  let failure: { error: unknown } | undefined;
  const done = { value: undefined, done: true } as const;

  const finish = () => {
    listening.abort();
    for (const reader of readers.splice(0)) {
      if (failure) reader.reject(failure.error);
      else reader.resolve(done);
      failure = undefined;
    }
  };
  const fail = (error: unknown) => {
    failure = { error };
    finish();
  };
  const take = ({ data }: MessageEvent<In>) => {
    const reader = readers.shift();
    if (reader) reader.resolve({ value: data, done: false });
    else if (kept.length < buffer) kept.push(data);
    else if (overflow === "error")
      fail(new RangeError(`more than ${buffer} messages wait to be read`));
    else if (overflow === "drop-oldest") {
      kept.push(data);
      kept.shift();
    }
  };

  if (client.readyState === client.CLOSED) listening.abort();
  else if (signal?.aborted) fail(signal.reason);
  const until = { signal: listening.signal };
  client.addEventListener("message", take, until);
  client.addEventListener("end", finish, until);
  signal?.addEventListener("abort", () => fail(signal.reason), until);

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (kept.length) return { value: kept.shift() as In, done: false };
      if (failure) {
        const { error } = failure;
        failure = undefined;
        throw error;
      }
      if (listening.signal.aborted) return done;
      const reader = deferred<IteratorResult<In>>();
      readers.push(reader);
      return reader.promise;
    },
    async return() {
      kept.length = 0;
      finish();
      return done;
    },
  };
}

/** @internal What `Promise.withResolvers` gives, which browsers have had since 2024. */
export function deferred<T>(): Deferred<T> {
  const parts = {} as Deferred<T>;
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}

/** @internal A promise and the functions that settle it. */
export interface Deferred<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}
