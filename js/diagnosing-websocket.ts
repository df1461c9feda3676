import { Client } from "./client-interface.js";
import { OptionError } from "./errors.js";
import type { ClientOptions } from "./options.js";
import type { Payload, Sendable } from "./payload.js";
import type { URL } from "./platform.js";

/** The options of a `DiagnosingWebSocket`: those of a client that leave its connection and its messages as they are. */
export type DiagnosingOptions = Omit<ClientOptions, "reconnect" | "queue" | "codec" | "schema">;

/**
 * The class to hand to a library that takes a WebSocket class and reconnects by itself. It behaves as the platform's: it
 * makes one connection, neither reconnects nor queues, and its `send` throws until it is open. Its `close` events are a
 * client's: each has a `diagnosis`.
 *
 * ```js
 * createClient({ url, webSocketImpl: DiagnosingWebSocket });
 * ```
 *
 * For options of your own, or to hear every diagnosis, hand over a subclass:
 *
 * ```js
 * class FeedSocket extends DiagnosingWebSocket {
 *   constructor(url, protocols) {
 *     super(url, protocols, { profile: graphqlTransportWs });
 *     this.addEventListener("close", ({ diagnosis }) => console.log(diagnosis.sentence));
 *   }
 * }
 * ```
 */
export class DiagnosingWebSocket extends Client<Payload, Sendable> {
  #hasFailed = false;

  /**
   * Connects at once, as the platform's class.
   *
   * @throws OptionError also for `reconnect`, `queue`, `codec` and `schema`.
   */
  constructor(
    url: string | URL,
    // A rest parameter, for Web IDL counts only those that have to be given in `length`.
    ...given: [protocols?: string | readonly string[], options?: DiagnosingOptions]
  ) {
    // biome-ignore lint/complexity/noArguments: it tells undefined from nothing
    const count = arguments.length;
    const [protocols, options] = given;
    const all = count === 0 ? [] : [url, protocols, plain(options ?? {})];
    super(...(all as unknown as [string]));
    this.addEventListener("error", () => {
      this.#hasFailed = true;
    });
  }

  /**
   * Closes the connection. After an `error` event it does nothing, as on the platform: libraries call it there, and the
   * close that follows was not asked for.
   */
  override close(...given: [code?: number, reason?: string]): void {
    if (!this.#hasFailed) super.close(...given);
  }
}

/** What a library that is handed the class does itself, or would not understand. */
const LEFT_OUT = ["reconnect", "queue", "codec", "schema"] as const satisfies Exclude<
  keyof ClientOptions,
  keyof DiagnosingOptions
>[];

function plain(options: ClientOptions): ClientOptions {
  for (const name of LEFT_OUT) {
    if (options[name] === undefined) continue;
    throw new OptionError(name, options[name], "no value here: a Client has this option");
  }
  return { ...options, reconnect: false, queue: false };
}
