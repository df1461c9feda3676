// The snippets of README.md that are for pages do there what the text around them says.
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { build } from "esbuild";
import { WebSocketServer } from "ws";
import { at } from "../../scripts/lib/paths.mjs";
import { browserNames, openBrowser } from "../harness/browser.mjs";
import { page, serve } from "../harness/serve.mjs";
import { readPage } from "../harness/snippets.mjs";

const { snippet } = readPage("README.md");

const FEED = "wss://example.com/feed";
const chaos = process.env.CHAOS_URL;
const unique = () => `key=readme-${Math.random()}`;

/** Runs before a snippet: what it logs, and what goes wrong, is kept for the test. */
const LISTENING = `
globalThis.said = [];
console.log = (line) => globalThis.said.push(String(line));
addEventListener("error", ({ error }) => console.log(error));
`;

/** Gives a token that the server takes only when it is asked for a fresh one. */
const TOKENS = `
const getToken = async ({ fresh }) => {
  console.log(fresh ? "fresh" : "any");
  return fresh ? "good" : "stale";
};
`;

const LOG_OPEN = 'client.addEventListener("open", () => console.log("open"));';

for (const browser of browserNames()) {
  describe(`README.md's snippets in ${browser}`, () => {
    let driver;
    before(async () => {
      driver = await openBrowser(browser);
    });
    after(() => driver?.quit());

    /** Opens a page with the scripts, by their names; resolves to so many lines of what app.js says. */
    async function run(t, scripts, count, headers) {
      const files = await Promise.all(
        Object.entries(scripts).map(async ([name, code]) => {
          return [`/${name}`, { body: await bundled(code), type: "text/javascript" }];
        }),
      );
      const body = page("/app.js").replace("<body>", "<body><output></output>");
      const site = await serve({ "/": { body, headers }, ...Object.fromEntries(files) });
      t.after(site.stop);
      await driver.get(`${site.url}/`);
      const said = () => driver.executeScript("return globalThis.said ?? []");
      const enough = async () => (await said()).length >= count;
      await driver.wait(enough, 15_000, `waited for ${count} lines`).catch(async (error) => {
        throw new Error(`${error.message}, got ${JSON.stringify(await said())}`);
      });
      return said();
    }

    const inPage = (before, code, after = "") => ({ "app.js": LISTENING + before + code + after });

    it("Start: keeps the message, hears it again and explains the close", async (t) => {
      const url = `${chaos}/flap?${unique()}&times=1&up=500`;
      const code = snippet("Start", { index: 1, replace: { [FEED]: url } });
      const [echo, sentence] = await run(t, inPage("", code), 2);
      assert.equal(echo, "kept until the connection is open");
      assert.match(sentence, /^The connection was lost: it ended without a Close frame\b/);
    });

    it("Authenticate: asks for a fresh token where one in the URL is refused", async (t) => {
      const code = snippet("Authenticate", {
        replace: { [`${FEED}?token=`]: `${chaos}/auth?mode=query&t=` },
      });
      const lines = await run(t, inPage(TOKENS, code, LOG_OPEN), 4);
      // The server accepts the connection, to close it with 3000.
      assert.deepEqual(lines, ["any", "open", "fresh", "open"]);
    });

    it("Authenticate: asks for a fresh token where one in a message is refused", async (t) => {
      const code = snippet("Authenticate", {
        index: 1,
        replace: { [FEED]: `${chaos}/auth?mode=first-message` },
      });
      assert.deepEqual(await run(t, inPage(TOKENS, code, LOG_OPEN), 3), ["any", "fresh", "open"]);
    });

    it("Know the state: the badge says when the next try will be", async (t) => {
      const url = `${chaos}/flap?${unique()}&times=1&up=100`;
      const code = snippet("Know the state", { replace: { [FEED]: url } });
      const watching = `
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes) console.log(addedNodes[0].data);
        }).observe(document.querySelector("output"), { childList: true });
      `;
      const lines = await run(t, inPage(watching, code), 5);
      const [connecting, open, waiting, ...next] = lines;
      assert.deepEqual([connecting, open, ...next], ["connecting", "open", "connecting", "open"]);
      assert.match(waiting, /^The connection was lost: .*\. Next try at .*\d+.*\.$/);
    });

    it("Send safely: what is held is told when it goes out", async (t) => {
      const code = snippet("Send safely", { replace: { [FEED]: `${chaos}/status` } });
      assert.deepEqual(await run(t, inPage("", code), 2), ["queued", "draft 1 went out"]);
    });

    it("Send safely: what waits at the logout is given back, and is not told undelivered", async (t) => {
      const code = snippet("Send safely", { replace: { [FEED]: `${chaos}/never-ack` } });
      const leaving = `
        await client.opened;
        console.log(JSON.stringify(logOut()));
        await client.ended;
        console.log("ended");
      `;
      const lines = await run(t, inPage("", code, leaving), 3);
      assert.deepEqual(lines, ["queued", '["hello"]', "ended"]);
    });

    it("Typed messages: a message of another shape is told apart", async (t) => {
      const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
      await once(server, "listening");
      t.after(() => server.close());
      server.on("connection", (socket) => {
        socket.send('{"type":"other"}');
        socket.on("message", (data) => {
          const { text } = JSON.parse(data);
          socket.send(JSON.stringify({ type: "said", text }));
        });
      });
      const url = `ws://127.0.0.1:${server.address().port}`;
      const code = snippet("Typed messages", { replace: { [FEED]: url } });
      assert.deepEqual(await run(t, inPage("", code), 2), ["2", "HELLO"]);
    });

    it("Detect dead peers: a peer that does not answer a probe is replaced", async (t) => {
      const code = snippet("Detect dead peers", {
        replace: { [FEED]: `${chaos}/heartbeat?answers=1`, "20_000": "200", "5_000": "300" },
      });
      assert.equal((await run(t, inPage("", code), 1))[0], "silent");
    });

    it("Workers: a worker's client serves its page", async (t) => {
      const scripts = {
        ...inPage("", snippet("Workers", { index: 1 })),
        "worker.js": snippet("Workers", { replace: { [FEED]: `${chaos}/echo` } }),
      };
      assert.deepEqual(await run(t, scripts, 1), ["hello"]);
    });

    const policy = (replace) => {
      const header = snippet("Content Security Policy", {
        replace: { "wss://example.com": "ws://127.0.0.1:*", ...replace },
      });
      const [name, value] = header.trim().split(/: (.*)/);
      return { [name]: value };
    };
    const start = () =>
      inPage("", snippet("Start", { index: 1, replace: { [FEED]: `${chaos}/echo` } }));

    it("Content Security Policy: with it the client connects", async (t) => {
      const lines = await run(t, start(), 1, policy({}));
      assert.deepEqual(lines, ["kept until the connection is open"]);
    });

    it("Content Security Policy: without 'wasm-unsafe-eval' an error says so", async (t) => {
      const [error] = await run(t, start(), 1, policy({ " 'wasm-unsafe-eval'": "" }));
      assert.match(error, /^BootError: .*'wasm-unsafe-eval'/);
    });
  });
}

/** A snippet as an app would bundle it; TypeScript is no more than JavaScript with types here. */
async function bundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: at(), sourcefile: "readme.ts", loader: "ts" },
    alias: { closewise: at("dist/index.js") },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0].text;
}
