// WebSockets Living Standard, "The WebSocket interface": the constructor, and Web IDL's part of it.
import { assert } from "chai";
import { chaos, describeBoth, next, remember, thrownBy } from "./support/both.js";
import { itUnless } from "./support/deviations.js";

describeBoth("the constructor", (Class) => {
  const make = (...args: unknown[]) =>
    remember(new (Class as unknown as new (...args: unknown[]) => WebSocket)(...args));
  const refuses = (...args: unknown[]) => {
    const error = thrownBy(() => make(...args));
    assert.instanceOf(error, DOMException);
    assert.equal((error as DOMException).name, "SyntaxError");
    assert.equal((error as DOMException).code, 12);
  };

  it("has to be called with new", () => {
    assert.throws(() => (Class as unknown as () => void)(), TypeError);
  });

  it("needs an argument", () => {
    assert.throws(() => make(), TypeError);
  });

  it("takes a URL whose conversion to a string throws no further than that", () => {
    const error = new Error("thrown on purpose");
    const url = {
      toString() {
        throw error;
      },
    };
    assert.equal(
      thrownBy(() => make(url)),
      error,
    );
    assert.throws(() => make(Symbol("url")), TypeError);
  });

  for (const url of [
    "ws://[::1/",
    "wss://[1.2.3.4]/",
    "ftp://localhost/",
    "mailto:someone@example.org",
    "about:blank",
    "data:text/plain,",
    "javascript:0",
    "ws://",
    "ws:///",
    "wss://:80/",
    "ws://a:99999/",
  ]) {
    it(`refuses ${url}`, () => refuses(url));
  }

  it("refuses a fragment, even an empty one", () => {
    refuses(chaos("/echo#fragment"));
    refuses(chaos("/echo#"));
  });

  for (const [relative, absolute] of [
    ["/path?query", `${location.host}/path?query`],
    ["", `${location.host}/`],
    ["other", `${location.host}/other`],
    ["?query", `${location.host}/?query`],
    ["//127.0.0.1:65535/x", "127.0.0.1:65535/x"],
  ] as const) {
    const itResolves = relative ? it : itUnless("the empty URL", Class);
    itResolves(`resolves "${relative}" against the page, with the scheme of a socket`, () => {
      const scheme = location.protocol.replace("http", "ws");
      assert.equal(make(relative).url, `${scheme}//${absolute}`);
    });
  }

  it("turns http into ws and https into wss", () => {
    assert.equal(make("http://127.0.0.1:65535/").url, "ws://127.0.0.1:65535/");
    assert.equal(make("https://127.0.0.1:65535/").url, "wss://127.0.0.1:65535/");
    assert.equal(make("HTTP://127.0.0.1:65535/").url, "ws://127.0.0.1:65535/");
  });

  it("has the normalised URL from the first moment", () => {
    assert.equal(make("ws://127.0.0.1:80/a/../b/%7e?ä= x").url, "ws://127.0.0.1/b/%7e?%C3%A4=%20x");
    assert.equal(make("ws://127.0.0.1").url, "ws://127.0.0.1/");
    assert.equal(make(new URL("wss://127.0.0.1:443/x")).url, "wss://127.0.0.1/x");
    assert.equal(make("ws://127.0.0.1:65535/\ud800").url, "ws://127.0.0.1:65535/%EF%BF%BD");
  });

  it("keeps a user name and a password out of nothing that the platform leaves them in", () => {
    assert.equal(make("ws://user:word@127.0.0.1:65535/").url, "ws://user:word@127.0.0.1:65535/");
  });

  for (const protocols of [
    "",
    " ",
    "a b",
    "a,b",
    "ä",
    "a\u0000",
    "a\u007f",
    '"a"',
    "(a)",
    ["a", "a"],
    ["a", "b", "a"],
    ["a", ""],
    [undefined, "undefined"],
    {},
  ]) {
    it(`refuses the protocols ${JSON.stringify(protocols)}`, () =>
      refuses(chaos("/echo"), protocols));
  }

  it("compares protocols case by case", async () => {
    const socket = make(chaos("/echo"), ["Chat", "chat"]);
    await next(socket, "open");
    assert.equal(socket.protocol, "Chat");
  });

  it("takes one protocol, a list, or any iterable, each asked for once", async () => {
    for (const protocols of [
      "chat",
      ["chat", "b"],
      new Set(["chat"]),
      [{ toString: () => "chat" }],
    ]) {
      const socket = make(chaos("/echo"), protocols);
      assert.equal(socket.protocol, "");
      await next(socket, "open");
      assert.equal(socket.protocol, "chat");
    }
  });

  it("takes null for the protocol of that name, and undefined for none", async () => {
    const named = make(chaos("/echo"), null);
    await next(named, "open");
    assert.equal(named.protocol, "null");
    const without = make(chaos("/echo"), undefined);
    await next(without, "open");
    assert.equal(without.protocol, "");
  });

  it("iterates over protocols once, and reads no property twice", () => {
    let iterations = 0;
    make(chaos("/echo"), {
      *[Symbol.iterator]() {
        iterations++;
        yield "a";
      },
    });
    assert.equal(iterations, 1);
  });

  it("throws what the iteration of the protocols throws", () => {
    const error = new Error("thrown on purpose");
    assert.equal(
      thrownBy(() =>
        make(chaos("/echo"), {
          [Symbol.iterator]() {
            throw error;
          },
        }),
      ),
      error,
    );
    assert.throws(() => make(chaos("/echo"), [Symbol("a")]), TypeError);
  });

  it("ignores a third argument that is null", () => {
    assert.equal(make("ws://127.0.0.1:65535/", [], null).readyState, 0);
  });

  it("begins as connecting, with nothing agreed and nothing buffered", () => {
    const socket = make(chaos("/echo"));
    assert.equal(socket.readyState, 0);
    assert.equal(socket.bufferedAmount, 0);
    assert.equal(socket.protocol, "");
    assert.equal(socket.extensions, "");
    assert.equal(socket.binaryType, "blob");
    assert.isNull(socket.onopen);
    assert.isNull(socket.onmessage);
    assert.isNull(socket.onerror);
    assert.isNull(socket.onclose);
  });
});
