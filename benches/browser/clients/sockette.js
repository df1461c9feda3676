import Sockette from "sockette";

/** It has no `addEventListener`: its handlers are options. */
export const connect = (url, { open, message, close } = {}) =>
  new Sockette(url, { onopen: open, onmessage: message, onclose: close });
