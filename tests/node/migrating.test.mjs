// What docs/migrating.md says of names is true: those of the other clients, and ours. Its code runs.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Client, OptionError } from "closewise";
import { at } from "../../scripts/lib/paths.mjs";

const [introduction, ...parts] = readFileSync(at("docs/migrating.md"), "utf8").split("\n## ");
const sections = new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), part]));

/** The declarations that have a client's names, by the section about it. */
const DECLARATIONS = {
  "From reconnecting-websocket": ["reconnecting-websocket/dist"],
  "From partysocket": ["partysocket"],
  "From socket.io-client": [
    "socket.io-client/build/esm",
    "engine.io-client/build/esm",
    "engine.io-client/build/esm/transports",
  ],
  "From react-use-websocket": ["react-use-websocket/dist/lib"],
};

/** An option of a group and, behind it, its default. */
const DEFAULT = /`(?:reconnect|queue|liveness)\.(\w+)`, (\d[\d .]*)/g;

const EVENTS = ["open", "message", "error", "close", "state", "retry", "end"];

/** A socket that never opens. */
class Idle extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  close() {
    queueMicrotask(() => {
      const facts = { code: 1006, reason: "", wasClean: false };
      this.dispatchEvent(Object.assign(new Event("close"), facts));
    });
  }
}

/** The texts in code type in one column of a section's tables. */
function codeIn(section, column) {
  const rows = section.matchAll(/^\|(?! ?-)(.+)\|$/gm);
  const cells = Array.from(rows, ([, row]) => row.split("|")[column]);
  return cells.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, code]) => code));
}

for (const [title, folders] of Object.entries(DECLARATIONS)) {
  test(`${title}: its names are those of that client`, () => {
    const declared = folders
      .flatMap((folder) =>
        readdirSync(at("node_modules", folder))
          .filter((file) => file.endsWith(".d.ts"))
          .map((file) => readFileSync(at("node_modules", folder, file), "utf8")),
      )
      .join("\n");
    const names = codeIn(sections.get(title), 0)
      .map((code) => /^([a-zA-Z_]+)(\(.*\))?$/.exec(code)?.[1])
      .filter((name) => name && name !== "null" && name !== "false");
    assert.ok(names.length > 10);
    assert.deepEqual(
      names.filter((name) => !new RegExp(`\\b${name}\\b`).test(declared)),
      [],
    );
  });
}

test("its versions are those that were read", () => {
  const { devDependencies } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  for (const title of Object.keys(DECLARATIONS)) {
    const [, version] = /^Of version ([\d.]+\d)\./m.exec(sections.get(title));
    assert.equal(devDependencies[title.replace("From ", "")], version);
  }
});

test("the options and members of a client are there", () => {
  const codes = [...sections.values()].flatMap((section) => codeIn(section, 1));
  const names = codes.filter(
    (code) => /^[a-zA-Z]+(\.[a-zA-Z]+(\(\))?)?$/.test(code) && code !== "false",
  );
  assert.ok(names.length > 60);
  assert.deepEqual(
    names.filter((name) => !EVENTS.includes(name) && !isMember(name) && !isOption(name)),
    [],
  );
});

test("the defaults of a client are those that its options document", () => {
  const options = readFileSync(at("js/options.ts"), "utf8");
  const cells = Array.from(readFileSync(at("docs/migrating.md"), "utf8").matchAll(DEFAULT));
  assert.ok(cells.length > 15);
  const wrong = cells.filter(([, name, value]) => {
    const [, documented] = new RegExp(`/\\*\\*((?:(?!\\*/).)*)\\*/\\s+${name}\\?:`, "s").exec(
      options,
    );
    return !documented.includes(value.trim());
  });
  assert.deepEqual(
    wrong.map(([cell]) => cell),
    [],
  );
});

const isMember = (name) =>
  name.startsWith("client.") && /\.(\w+)/.exec(name)[1] in Client.prototype;

function isOption(path) {
  const [group, name] = path.split(".");
  // What a group cannot do without.
  const needed = { liveness: { probe: "ping" }, handshake: { check: () => "accept" } };
  const options = name
    ? { [group]: { [name]: undefined, ...needed[group] } }
    : { [group]: undefined };
  try {
    new Client("ws://example.com", [], { ...options, WebSocket: Idle }).close();
    return true;
  } catch (error) {
    if (error instanceof OptionError) return false;
    throw error;
  }
}

/** Runs a section's code blocks with our class, whose sockets never open. Returns the clients that they made. */
function run(section, ...scope) {
  const made = [];
  class Recorded extends Client {
    constructor(url, protocols, options) {
      super(url, protocols, { ...options, WebSocket: Idle });
      made.push(this);
    }
  }
  const given = Object.assign({ Client: Recorded, WebSocket: Idle }, ...scope);
  const blocks = Array.from(section.matchAll(/```js\n(.*?)```/gs), ([, code]) => code);
  const results = blocks.map((code) => {
    const body = code.replace(/^ *import .*$/gm, "").replace(/^export /gm, "");
    const names = Array.from(body.matchAll(/^function (\w+)/gm), ([, name]) => name);
    const source = `${body}\nreturn { ${names.join(", ")} };`;
    return new Function(...Object.keys(given), source)(...Object.values(given));
  });
  return { made, functions: Object.assign({}, ...results) };
}

test("every client that the code makes is one", async () => {
  const titles = ["What is different for everybody", "From a hand-written retry"];
  const made = titles.flatMap((title) => run(sections.get(title)).made);
  assert.equal(made.length, 2);
  for (const client of made) client.close();
});

test("who enters another room has left the first one", async () => {
  const { made, functions } = run(sections.get("From partysocket"));
  functions.enter("kitchen");
  const [lobby, kitchen] = made;
  assert.equal((await lobby.ended).reason, "requested");
  assert.equal(kitchen.url, "wss://example.com/parties/main/kitchen");
  kitchen.close();
});

test("the hook opens its client when it is mounted, and closes it when it is gone", async () => {
  const effects = [];
  const react = {
    useState: (make) => [make()],
    useEffect: (effect) => effects.push(effect),
    useSyncExternalStore: (subscribe, read) => ({ subscribe, read }),
  };
  const { functions } = run(sections.get("From react-use-websocket"), react);
  const [client, { subscribe, read }] = functions.useClient("wss://example.com/feed");
  assert.equal(read().state, "idle");
  let changes = 0;
  const unsubscribe = subscribe(() => changes++);
  const unmount = effects[0]();
  assert.equal(read().state, "connecting");
  await new Promise((resolve) => setTimeout(resolve));
  assert.ok(changes > 0);
  // React mounts a component twice in its strict mode.
  unmount();
  const unmountAgain = effects[0]();
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(read().state, "connecting");
  unmountAgain();
  assert.equal((await client.ended).reason, "requested");
  unsubscribe();
});

test("both pages warn of a hand-written retry before their first heading", () => {
  assert.match(introduction, /\*\*Take the old retry out\.\*\*/);
  const [beginning] = readFileSync(at("README.md"), "utf8").split("\n## ");
  assert.match(beginning, /\*\*Replacing a retry of your own\? Take it out\.\*\*/);
});
