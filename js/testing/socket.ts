import { closeArguments } from "../closing.js";
import { EventHandlers } from "../handlers.js";
import { toSendable } from "../payload.js";
import type { WebSocketClass } from "../platform.js";
import { protocolList, webSocketUrl } from "../url.js";
import { asWebInterface, READY_STATES } from "../web-interface.js";
import { Wire } from "./wire.js";

/** The type of the platform's class `WebSocket`. */
export type FakeWebSocketClass = WebSocketClass;

/** @internal A class of sockets as the standard has it, whose connections are handed to `connect`. */
export function socketClass(connect: (wire: Wire) => void): FakeWebSocketClass {
  const made: unknown = asWebInterface(
    // `EventTarget` is looked up now: a page that a test made may have put its own in the place of Node's.
    class FakeWebSocket extends EventTarget {
      readonly #wire: Wire;
      readonly #handlers = new EventHandlers(this);

      // A rest parameter, for Web IDL counts only those that have to be given in `length`.
      constructor(url: string | URL, ...given: [protocols?: string | readonly string[]]) {
        // biome-ignore lint/complexity/noArguments: it tells undefined from nothing
        needOne(arguments);
        super();
        const text = `${url}`;
        const protocols = protocolList(given[0]);
        const address = webSocketUrl(text);
        checkProtocols(protocols);
        this.#wire = new Wire(this, address, protocols);
        connect(this.#wire);
      }

      get url() {
        return this.#wire.url;
      }

      get readyState() {
        return this.#wire.readyState;
      }

      get bufferedAmount() {
        return this.#wire.bufferedAmount;
      }

      get extensions() {
        return this.#wire.extensions;
      }

      get protocol() {
        return this.#wire.protocol;
      }

      get binaryType() {
        return this.#wire.binaryType;
      }

      set binaryType(given: BinaryType) {
        const wire = this.#wire;
        const type = `${given}` as const;
        if (type === "blob" || type === "arraybuffer") wire.binaryType = type;
      }

      get onopen() {
        return this.#handlers.get("open");
      }

      set onopen(handler) {
        this.#handlers.set("open", handler);
      }

      get onmessage() {
        return this.#handlers.get("message");
      }

      set onmessage(handler) {
        this.#handlers.set("message", handler);
      }

      get onerror() {
        return this.#handlers.get("error");
      }

      set onerror(handler) {
        this.#handlers.set("error", handler);
      }

      get onclose() {
        return this.#handlers.get("close");
      }

      set onclose(handler) {
        this.#handlers.set("close", handler);
      }

      send(message: unknown) {
        const wire = this.#wire;
        // biome-ignore lint/complexity/noArguments: it tells undefined from nothing
        needOne(arguments);
        const data = toSendable(message);
        if (wire.readyState === READY_STATES.CONNECTING) {
          throw new DOMException("the connection is not open yet", "InvalidStateError");
        }
        wire.send(data);
      }

      close(...given: [code?: number, reason?: string]) {
        const wire = this.#wire;
        wire.requestClose(...closeArguments(...given));
      }
    },
  );
  return made as FakeWebSocketClass;
}

function needOne({ length }: ArrayLike<unknown>): void {
  if (!length) throw new TypeError("1 argument required, but only 0 present");
}

/** RFC 6455 §4.1, "The request MAY include a header field with the name Sec-WebSocket-Protocol": distinct tokens. */
function checkProtocols(protocols: readonly string[]): void {
  const isDistinct = new Set(protocols).size === protocols.length;
  if (isDistinct && protocols.every((one) => /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(one))) return;
  throw new DOMException("each subprotocol is a token, and asked for once", "SyntaxError");
}
