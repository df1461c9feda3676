// What README.md says is true.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { build } from "esbuild";
import { at } from "../../scripts/lib/paths.mjs";
import { browserNames, openBrowser } from "../harness/browser.mjs";
import { page, serve } from "../harness/serve.mjs";

const readme = readFileSync(at("README.md"), "utf8");
const codesOf = (language) =>
  Array.from(
    readme.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs")),
    ([, code]) => code,
  );
const codeOf = (language) => codesOf(language)[0];

describe("README.md", () => {
  it("links to files that are there", () => {
    const links = [...readme.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, link]) => link);
    assert.ok(links.length >= 6);
    assert.deepEqual(
      links.filter((link) => !existsSync(at(link))),
      [],
    );
  });

  it("names folders that are there", () => {
    const layout = /## Layout\n\n```text\n(.*?)```/s.exec(readme)[1];
    const folders = layout.match(/^\S+/gm);
    assert.ok(folders.length >= 9);
    assert.deepEqual(
      folders.filter((folder) => !existsSync(at(folder))),
      [],
    );
  });

  it("shows a picture that loads fast", () => {
    assert.ok(statSync(at("docs/images/lab.png")).size < 200_000);
  });

  it("names commands that are there", () => {
    const { scripts } = JSON.parse(readFileSync(at("package.json"), "utf8"));
    for (const [, name] of codeOf("sh").matchAll(/^npm (\w+)/gm)) assert.ok(scripts[name], name);
  });

  it("shows options that a client takes", async () => {
    const { Client, OptionError } = await import(at("dist/index.js"));
    const profiles = await import(at("dist/profiles.js"));
    const [, code] = codesOf("js");
    const [body, imported] = [code.replace(/^import .*$/gm, ""), Object.keys(profiles)];
    const run = new Function("Client", ...imported, body);
    const made = [];
    class Idle extends Client {
      constructor(url, protocols, options) {
        super(url, protocols, { ...options, WebSocket: Socket });
        made.push(this);
      }
    }
    run(Idle, ...Object.values(profiles));
    assert.equal(made.length, 2);
    for (const client of made) client.close();
    const bad = body.replace("maxDelay", "maxDelai");
    assert.throws(() => new Function("Client", ...imported, bad)(Idle), OptionError);
  });

  it("is right about the codes that are never sent", async () => {
    const { closeCode } = await import(at("dist/index.js"));
    const local = Array.from({ length: 65_536 }, (_, code) => code).filter(
      (code) => closeCode(code).isLocal,
    );
    assert.deepEqual(local, [1005, 1006, 1015]);
  });
});

/** A class of sockets that never open. */
class Socket extends EventTarget {
  bufferedAmount = 0;
  close() {}
}

for (const browser of browserNames()) {
  describe(`README.md's JavaScript in ${browser}`, () => {
    let site;
    let driver;
    before(async () => {
      site = await serve({
        "/": { body: page("/app.js") },
        "/app.js": { body: await bundled(codeOf("js")), type: "text/javascript" },
      });
      driver = await openBrowser(browser);
    });
    after(async () => {
      await driver?.quit();
      await site?.stop();
    });

    it("keeps the message, hears it again and explains the close", async () => {
      await driver.get(`${site.url}/`);
      const said = () => driver.executeScript("return globalThis.said ?? []");
      await driver.wait(async () => (await said()).length >= 2, 10_000, "waited for two lines");
      const [echo, sentence] = await said();
      assert.equal(echo, "kept until the connection is open");
      assert.match(sentence, /^The connection was lost: it ended without a Close frame\./);
    });
  });
}

/** The code as it stands, but for the address: a server that echoes and then drops. */
async function bundled(code) {
  const url = `${process.env.CHAOS_URL}/flap?key=readme-${Math.random()}&times=1&up=500`;
  const listening =
    "globalThis.said = []; console.log = (line) => globalThis.said.push(String(line));\n";
  const { outputFiles } = await build({
    stdin: {
      contents: listening + code.replace("wss://example.com/feed", url),
      resolveDir: at(),
      sourcefile: "readme.js",
    },
    alias: { closewise: at("dist/index.js") },
    bundle: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0].text;
}
