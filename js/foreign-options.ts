/** What other clients call an option of ours, by a pattern of the name: the first that matches counts. */
const OTHER_NAMES: readonly (readonly [theirs: RegExp, ours: string])[] = [
  [/^retries$|Retries$|Attempts$/, "reconnect.maxAttempts"],
  [/^max.*(Delay|Interval)$|DelayMax$/, "reconnect.maxDelay"],
  [/^(minR|r)e(connect|connection|try)(Delay|Interval|Wait)$|^delay$/, "reconnect.baseDelay"],
  [/GrowFactor$|Decay$/, "reconnect.factor"],
  [/^should/, "reconnect.when"],
  [/^(autoReconnect|reconnection|retryOnError)$/, "reconnect"],
  [/^(startClosed|lazy)$/, "autoConnect: false"],
  [/^(automaticOpen|immediate)$/, "autoConnect"],
  [/^((connection|handshake)?[Tt]imeout|timeoutInterval)$/, "connectTimeout"],
  [/^connectionAckWaitTimeout$/, "handshake.timeout"],
  [/^connectionParams$/, "handshake.greeting"],
  [/^maxEnqueuedMessages$/, "queue.maxMessages"],
  [/^(ping|heartbeat)Interval/, "liveness.interval"],
  [/^p[io]ngTimeout$/, "liveness.timeout"],
  [/^(heartbeat|keepAlive|ping)$/, "liveness: { probe, … }"],
  [/^webSocketImpl$/, "WebSocket"],
  [/^protocols$/, "the second argument"],
  [/^(host|path|port|secure|query|queryParams|params)$/, "part of the URL"],
  [/^auth$/, "a function in the place of the URL, or handshake.greeting"],
  [/^parser$/, "codec"],
];

/** The options of the package `ws`, and of what Node connects with. A browser's class has none. */
const OF_NODE =
  /^(agent|autoPong|ca|cert|key|followRedirects|(extraH|h)eaders|maxPayload|origin|perMessageDeflate|protocolVersion|rejectUnauthorized|skipUTF8Validation)$/;

/** @internal What follows "… is no option" where other clients have one of that name. */
export function hintFor(option: string): string | undefined {
  const name = option.split(".").pop() as string;
  const known = OTHER_NAMES.find(([theirs]) => theirs.test(name));
  if (known) return ` here; it is ${known[1]}`;
  if (OF_NODE.test(name)) {
    return ": a browser cannot set it. Elsewhere, say WebSocket: class extends ws { … }; credentials go into the URL";
  }
  if (/^debug/.test(name)) return "; the events state, close and retry tell what to log";
  return /^on[A-Z]|^on(open|message|close|error|reconnect|maximum)$/.test(name)
    ? "; listen with addEventListener"
    : undefined;
}
