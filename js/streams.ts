import type { Client } from "./client.js";
import type * as platform from "./platform.js";

/** A client as a pair of streams. */
export interface ClientStreams<In, Out> {
  /**
   * The messages, until the session ends. It fails with an `EndedError` unless that was the user's own close, and where
   * a reader lags by 1 000 messages.
   */
  readonly readable: platform.ReadableStream<In>;
  /** Sends what is written, no faster than the network takes it. Closing it closes the client. */
  readonly writable: platform.WritableStream<Out>;
}

/** @internal */
export function streamsOf<In, Out>(client: Client<In, Out>): ClientStreams<In, Out> {
  const messages = client.messages();
  return {
    readable: new ReadableStream<In>(
      {
        async pull(controller) {
          const { done, value } = await messages.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: () => messages.return?.() as Promise<never>,
      },
      // What waits is kept, and bounded, by the iteration.
      { highWaterMark: 0 },
    ),
    writable: new WritableStream<Out>({
      async write(message) {
        await client.opened;
        client.send(message);
        await client.drained;
      },
      async close() {
        client.close();
        await client.ended;
      },
      abort() {
        client.close();
      },
    }),
  };
}
