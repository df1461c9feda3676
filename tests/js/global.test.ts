// globalThis.WebSocket = Client: code that knows only the platform's name gets a client.
import { assert } from "chai";
import { Client, OptionError, type WebSocketClass } from "closewise";
import { chaos, closeAll, next, remember, thrownBy } from "./support/both.js";

class Special extends Client {
  readonly isSpecial = true;
}

const Proxied = new Proxy(Client, {});

const CLASSES = [
  ["Client", Client],
  ["a subclass of Client", Special],
  ["a proxy of Client", Proxied],
] as const;

describe("the place of the platform's class", () => {
  const { WebSocket: Platform } = globalThis;

  afterEach(() => {
    globalThis.WebSocket = Platform;
    closeAll();
  });

  const echoes = async (socket: WebSocket) => {
    await next(remember(socket), "open");
    socket.send("x");
    assert.equal((await next<MessageEvent>(socket, "message")).data, "x");
  };

  for (const [name, Class] of CLASSES) {
    it(`can be taken by ${name}, whose sockets are the platform's all the same`, async () => {
      globalThis.WebSocket = Class as unknown as typeof WebSocket;
      const socket = new WebSocket(chaos("/echo"), "chat");
      assert.instanceOf(socket, Client);
      await echoes(socket);
      assert.equal(socket.protocol, "chat");
    });

    it(`can be taken by ${name}, with options and without, also for a plain Client`, async () => {
      globalThis.WebSocket = Class as unknown as typeof WebSocket;
      await echoes(new Client(chaos("/echo")));
      await echoes(new Client(chaos("/echo"), [], { WebSocket: undefined }));
      await echoes(new Special(chaos("/echo"), [], { reconnect: false, queue: false }));
    });

    it(`is not what the option WebSocket may be: ${name} makes no sockets for a client`, () => {
      const WebSocket = Class as unknown as WebSocketClass;
      const error = thrownBy(() => remember(new Client(chaos("/echo"), [], { WebSocket })));
      assert.instanceOf(error, OptionError);
      assert.equal((error as OptionError).option, "WebSocket");
      assert.include((error as OptionError).message, "not this one");
    });
  }

  it("may be taken by another class, which then makes the sockets", async () => {
    let made = 0;
    globalThis.WebSocket = class extends Platform {
      constructor(...given: ConstructorParameters<typeof Platform>) {
        super(...given);
        made++;
      }
    };
    await echoes(new Client(chaos("/echo")));
    assert.equal(made, 1);
  });

  it("may be empty: the error says what to do", () => {
    globalThis.WebSocket = undefined as unknown as typeof WebSocket;
    const error = thrownBy(() => remember(new Client(chaos("/echo"))));
    assert.instanceOf(error, OptionError);
    assert.include((error as OptionError).message, "WebSocket: ws");
  });
});
