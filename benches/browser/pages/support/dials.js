/**
 * Puts a class in the place of WebSocket that is the same but for a list: returns that list, to which each
 * new socket is added as `{ url, at, socket }`. So a try counts when the client decides on it, whatever the
 * browser makes of many at once.
 */
export function countDials() {
  const dials = [];
  const Native = globalThis.WebSocket;
  globalThis.WebSocket = class WebSocket extends Native {
    constructor(url, ...protocols) {
      super(url, ...protocols);
      dials.push({ url: String(url), at: performance.now(), socket: this });
    }
  };
  return dials;
}
