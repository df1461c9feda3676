// The snippets of README.md and docs/platforms.md that are for Node, for servers and for tests do what the text around
// them says.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { WebSocketServer } from "ws";
import { at } from "../../scripts/lib/paths.mjs";
import { readPage } from "../harness/snippets.mjs";

const { text, snippet } = readPage("README.md");
const FEED = "wss://example.com/feed";
const chaos = process.env.CHAOS_URL;
const messages = { [FEED]: `${chaos}/flood?count=3&size=5` };

/** Node with a WebSocket class of its own, and without: it depends on the version which is the default. */
const WITH_CLASS = "--experimental-websocket";
const WITHOUT_CLASS = "--no-experimental-websocket";

let count = 0;

/** Writes code into a file inside the checkout, where the packages are found, and removes it after the test. */
function write(t, code, extension) {
  const folder = at("build", "readme");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${count++}.${extension}`);
  writeFileSync(file, code);
  t.after(() => rmSync(file));
  return file;
}

/** Runs code in a Node of its own, until it has said so many lines; resolves to them. */
async function run(t, code, lines, flag = WITHOUT_CLASS) {
  const stdio = ["ignore", "pipe", "inherit"];
  const child = spawn(process.execPath, [flag, write(t, code, "mjs")], { stdio });
  t.after(() => child.kill());
  const said = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === lines) break;
  }
  return said;
}

test("Node: a loop over messages, with the class of the package ws", async (t) => {
  const code = snippet("Node", { replace: messages });
  assert.deepEqual(await run(t, code, 3), ["0:xxx", "1:xxx", "2:xxx"]);
});

test("Node: a loop over messages, with Node's own class", async (t) => {
  const code = snippet("Node", {
    replace: { ...messages, 'import { WebSocket } from "ws";\n': "", ", [], { WebSocket }": "" },
  });
  assert.deepEqual(await run(t, code, 3, WITH_CLASS), ["0:xxx", "1:xxx", "2:xxx"]);
});

test("Headers: a subclass of the class of ws sends them", async (t) => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  t.after(() => server.close());
  server.on("connection", (socket, { headers }) => socket.send(headers.authorization));
  const replace = {
    [FEED]: `ws://127.0.0.1:${server.address().port}`,
    "process.env.FEED_TOKEN": '"good"',
  };
  const code = readPage("docs/platforms.md").snippet("Headers", { replace });
  assert.deepEqual(await run(t, code, 1), ["Bearer good"]);
});

test("Node: the loop throws if the session ended otherwise than by the user", async (t) => {
  const code = snippet("Node", {
    replace: {
      [FEED]: `${chaos}/close?code=1008`,
      for: 'process.on("uncaughtException", ({ name, diagnosis }) => console.log(name, diagnosis.code));\nfor',
    },
  });
  assert.deepEqual(await run(t, code, 1), ["EndedError 1008"]);
});

test("Server rendering: a client is made where there is no WebSocket class", async (t) => {
  const render = "console.log(typeof WebSocket, client.snapshot.state);";
  const code = `${snippet("Server rendering")}\n${render}`;
  assert.deepEqual(await run(t, code, 1), ["undefined idle"]);
});

test("Server rendering: the client connects where there is one", async (t) => {
  const code = snippet("Server rendering", { replace: { [FEED]: `${chaos}/echo` } });
  const mount = "connect();\nawait client.opened;\nconsole.log(client.state);\nclient.close();";
  assert.deepEqual(await run(t, `${code}\n${mount}`, 1, WITH_CLASS), ["open"]);
});

test("Server rendering: where there is none, the error names the remedy", async (t) => {
  const mount = "try { connect(); } catch ({ message }) { console.log(message); }";
  const [message] = await run(t, `${snippet("Server rendering")}\n${mount}`, 1);
  assert.match(message, /\bws\b/);
});

test("Testing: the test decides how the connection ends", async (t) => {
  assert.deepEqual(await run(t, snippet("Testing"), 1), ["waiting"]);
});

test("Close codes: each suspect is named, with its remedy", async (t) => {
  const code = snippet("Close codes", {
    index: 1,
    replace: { [FEED]: `${chaos}/as?like=websockets-keepalive&scale=100` },
  });
  const [line] = await run(t, code, 1, WITH_CLASS);
  assert.match(line, /^Python websockets or Uvicorn: .*ping_timeout/);
});

test("Close codes: the command is one that the package has", () => {
  const [, command] = /`npx closewise ([^`]+)`/.exec(text);
  const args = [at("bin", "closewise.mjs"), ...command.split(" ")];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(status, 0);
  assert.match(stdout, /^1006 .*nginx/s);
});

test("Inside a library: it is told why the connection ended", async (t) => {
  const code = snippet("Inside a library", {
    replace: { [FEED]: `${chaos}/flap?key=readme-${Math.random()}&times=1&up=50` },
  });
  const use = "messages.subscribe({ error: () => {} });";
  const [sentence] = await run(t, `${code}\n${use}`, 1, WITH_CLASS);
  assert.match(sentence, /^The connection was lost: it ended without a Close frame\b/);
});

test("Migrate: the options are a client's", async (t) => {
  const code = snippet("Migrate", { replace: { [FEED]: `${chaos}/echo` } });
  const use = "await client.opened;\nconsole.log(client.state);\nclient.close();";
  assert.deepEqual(await run(t, `${code}\n${use}`, 1, WITH_CLASS), ["open"]);
});

test("Typed messages: what comes has the type of the schema, and what is sent its own", (t) => {
  const code = snippet("Typed messages");
  assert.equal(complaintsOf(t, code), "");
  const wrong = code.replace('text: "hello"', "text: 5").replace("toUpperCase()", "toFixed()");
  assert.equal(complaintsOf(t, wrong).match(/error TS/g).length, 2);
});

/** What the strictest TypeScript says of a module; nothing if it is content. */
function complaintsOf(t, code) {
  const file = write(t, code, "ts");
  const options = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noUncheckedIndexedAccess",
  ];
  const target = ["--module", "nodenext", "--target", "es2024", "--ignoreConfig"];
  const tsc = at("node_modules", "typescript", "bin", "tsc");
  const args = [tsc, file, "--pretty", "false", ...options, ...target];
  return spawnSync(process.execPath, args, { encoding: "utf8" }).stdout;
}
