// Web IDL: what an interface looks like to JavaScript.
import { assert } from "chai";
import { chaos, describeBoth, remember } from "./support/both.js";

describeBoth("the interface", (Class) => {
  const { prototype } = Class;
  const own = (of: object, key: PropertyKey) => Object.getOwnPropertyDescriptor(of, key);

  it("has the name and the length of the constructor", () => {
    assert.deepEqual(own(Class, "name"), {
      value: "WebSocket",
      writable: false,
      enumerable: false,
      configurable: true,
    });
    assert.deepEqual(own(Class, "length"), {
      value: 1,
      writable: false,
      enumerable: false,
      configurable: true,
    });
  });

  it("inherits from EventTarget, both the class and its prototype", () => {
    assert.equal(Object.getPrototypeOf(Class), EventTarget);
    assert.equal(Object.getPrototypeOf(prototype), EventTarget.prototype);
    assert.equal(own(Class, "prototype")?.writable, false);
  });

  it("has its tag on the prototype", () => {
    assert.deepEqual(own(prototype, Symbol.toStringTag), {
      value: "WebSocket",
      writable: false,
      enumerable: false,
      configurable: true,
    });
    assert.equal(String(remember(new Class(chaos("/echo")))), "[object WebSocket]");
  });

  it("has its constructor on the prototype", () => {
    const { value, ...flags } = own(prototype, "constructor") as PropertyDescriptor;
    assert.isFunction(value);
    assert.deepEqual(flags, { writable: true, enumerable: false, configurable: true });
  });

  for (const [value, name] of ["CONNECTING", "OPEN", "CLOSING", "CLOSED"].entries()) {
    it(`has the constant ${name} on class and prototype, not to be changed`, () => {
      for (const target of [Class, prototype]) {
        assert.deepEqual(own(target, name), {
          value,
          writable: false,
          enumerable: true,
          configurable: false,
        });
      }
      const socket = remember(new Class(chaos("/echo"))) as unknown as Record<string, number>;
      assert.throws(() => {
        socket[name] = 5;
      }, TypeError);
      assert.equal(socket[name], value);
    });
  }

  for (const name of ["url", "readyState", "bufferedAmount", "extensions", "protocol"]) {
    it(`has ${name} as an enumerable accessor of the prototype that cannot be set`, () => {
      const { get, set, ...flags } = own(prototype, name) as PropertyDescriptor;
      assert.equal(get?.name, `get ${name}`);
      assert.equal(get?.length, 0);
      assert.isUndefined(set);
      assert.deepEqual(flags, { enumerable: true, configurable: true });
      assert.throws(() => get?.call({}), TypeError);
      assert.throws(() => (prototype as unknown as Record<string, unknown>)[name], TypeError);
    });
  }

  for (const name of ["binaryType", "onopen", "onmessage", "onerror", "onclose"]) {
    it(`has ${name} as an enumerable accessor of the prototype that can be set`, () => {
      const { get, set, ...flags } = own(prototype, name) as PropertyDescriptor;
      assert.equal(get?.name, `get ${name}`);
      assert.equal(set?.name, `set ${name}`);
      assert.equal(set?.length, 1);
      assert.deepEqual(flags, { enumerable: true, configurable: true });
      assert.throws(() => get?.call({}), TypeError);
      assert.throws(() => set?.call({}, null), TypeError);
    });
  }

  for (const [name, length] of [
    ["send", 1],
    ["close", 0],
  ] as const) {
    it(`has ${name} as an enumerable method of the prototype`, () => {
      const { value, ...flags } = own(prototype, name) as PropertyDescriptor;
      assert.equal(value.name, name);
      assert.equal(value.length, length);
      assert.deepEqual(flags, { writable: true, enumerable: true, configurable: true });
      assert.throws(() => value.call({}, "x"), TypeError);
      assert.throws(() => new value("x"), TypeError);
    });
  }

  it("has addEventListener as every EventTarget has it", () => {
    assert.equal(prototype.addEventListener.length, 2);
    const socket = remember(new Class(chaos("/echo")));
    const add = socket.addEventListener as (...given: unknown[]) => void;
    assert.throws(() => add.call(socket, "message"), TypeError);
    assert.throws(() => add.call(socket, Symbol("message"), () => {}), TypeError);
    assert.throws(() => add.call(socket, "message", "x"), TypeError);
    assert.isUndefined(add.call(socket, "message", null));
    const other = new EventTarget();
    let heard = 0;
    add.call(other, "message", () => heard++);
    other.dispatchEvent(new Event("message"));
    assert.equal(heard, 1);
  });

  it("shows its attributes and constants to for…in, and nothing on the instance itself", () => {
    const socket = remember(new Class(chaos("/echo")));
    assert.deepEqual(
      Object.getOwnPropertyNames(socket).filter((name) => name !== "isTrusted"),
      [],
    );
    const seen: string[] = [];
    for (const name in socket) seen.push(name);
    assert.includeMembers(seen, [
      ...["url", "readyState", "bufferedAmount", "extensions", "protocol", "binaryType"],
      ...["onopen", "onmessage", "onerror", "onclose", "send", "close"],
      ...["CONNECTING", "OPEN", "CLOSING", "CLOSED"],
      ...["addEventListener", "removeEventListener", "dispatchEvent"],
    ]);
  });

  it("can be subclassed", () => {
    class Special extends Class {
      extra() {
        return this.url;
      }
    }
    const socket = remember(new Special(chaos("/echo")));
    assert.instanceOf(socket, Special);
    assert.instanceOf(socket, EventTarget);
    assert.equal(socket.extra(), socket.url);
    assert.equal(Special.OPEN, 1);
  });
});
