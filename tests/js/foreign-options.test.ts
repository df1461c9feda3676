// The options of other clients, written to this one.
import { assert } from "chai";
import { type ClientOptions, OptionError } from "closewise";
import { chaos, closeAll, thrownBy } from "./support/both.js";
import { connect } from "./support/client.js";

describe("an option of another client", () => {
  afterEach(closeAll);

  const refusal = (options: object): string => {
    const error = thrownBy(() => connect(chaos("/echo"), options as ClientOptions));
    assert.instanceOf(error, OptionError);
    return (error as OptionError).message;
  };

  for (const [client, theirs] of Object.entries({
    "reconnecting-websocket and partysocket": {
      maxReconnectionDelay: "reconnect.maxDelay",
      minReconnectionDelay: "reconnect.baseDelay",
      reconnectionDelayGrowFactor: "reconnect.factor",
      connectionTimeout: "connectTimeout",
      maxRetries: "reconnect.maxAttempts",
      maxEnqueuedMessages: "queue.maxMessages",
      startClosed: "autoConnect: false",
      shouldReconnectOnClose: "reconnect.when",
    },
    "socket.io-client": {
      reconnection: "reconnect",
      reconnectionAttempts: "reconnect.maxAttempts",
      reconnectionDelay: "reconnect.baseDelay",
      reconnectionDelayMax: "reconnect.maxDelay",
      timeout: "connectTimeout",
      path: "part of the URL",
      query: "part of the URL",
      auth: "a function in the place of the URL, or handshake.greeting",
      parser: "codec",
    },
    "graphql-ws": {
      retryAttempts: "reconnect.maxAttempts",
      retryWait: "reconnect.baseDelay",
      shouldRetry: "reconnect.when",
      lazy: "autoConnect: false",
      keepAlive: "liveness: { probe, … }",
      connectionParams: "handshake.greeting",
      connectionAckWaitTimeout: "handshake.timeout",
      webSocketImpl: "WebSocket",
    },
    "react-use-websocket": {
      shouldReconnect: "reconnect.when",
      reconnectInterval: "reconnect.baseDelay",
      reconnectAttempts: "reconnect.maxAttempts",
      retryOnError: "reconnect",
      heartbeat: "liveness: { probe, … }",
      queryParams: "part of the URL",
      protocols: "the second argument",
    },
    others: {
      autoReconnect: "reconnect",
      retries: "reconnect.maxAttempts",
      pingInterval: "liveness.interval",
      pingTimeout: "liveness.timeout",
      automaticOpen: "autoConnect",
      handshakeTimeout: "connectTimeout",
    },
  })) {
    it(`of ${client} is refused by the name that it has here`, () => {
      for (const [name, ours] of Object.entries(theirs)) {
        const expected = `${name} is no option here; it is ${ours}`;
        assert.equal(refusal({ [name]: 1 }), expected);
        assert.equal(refusal({ reconnect: { [name]: 1 } }), `reconnect.${expected}`);
      }
    });
  }

  it("that a browser cannot set is refused with another way", () => {
    for (const name of ["headers", "perMessageDeflate", "agent", "rejectUnauthorized", "ca"]) {
      const message = refusal({ [name]: {} });
      assert.include(message, `${name} is no option: a browser cannot set it`);
      assert.include(message, "class extends ws");
    }
  });

  it("that is a handler or a log is refused with the events", () => {
    for (const name of ["onopen", "onMessage", "onReconnectStop", "onmaximum"]) {
      assert.equal(refusal({ [name]() {} }), `${name} is no option; listen with addEventListener`);
    }
    assert.include(refusal({ debug: true }), "the events state, close and retry");
  });
});
