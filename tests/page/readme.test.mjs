// What README.md says is true.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { describe, it } from "node:test";
import { at } from "../../scripts/lib/paths.mjs";
import { readPage } from "../harness/snippets.mjs";

const { text: readme, headings, snippets, snippet } = readPage("README.md");

/** What runs the snippets of a language: tests that name the heading, or what takes all of the page. */
const RUN_BY = {
  js: [
    "tests/page/readme.test.mjs",
    "tests/page/readme-snippets.test.mjs",
    "tests/node/readme.test.mjs",
  ],
  ts: ["tests/node/readme.test.mjs"],
  jsx: ["tests/package/apps.mjs"],
  http: ["tests/page/readme-snippets.test.mjs"],
  rust: ["src/lib.rs"],
  sh: ["tests/page/readme.test.mjs"],
};

describe("README.md", () => {
  it("links to files that are there", () => {
    const links = [...readme.matchAll(/\]\((?!https:|#)([^)#]+)/g)].map(([, link]) => link);
    assert.ok(links.length >= 6);
    assert.deepEqual(
      links.filter((link) => !existsSync(at(link))),
      [],
    );
  });

  it("leads to every task that it has a heading for", () => {
    const links = Array.from(readme.matchAll(/\[([^\]]+)\]\(#([^)]+)\)/g));
    for (const [, text, anchor] of links) {
      assert.equal(anchor, text.toLowerCase().replaceAll(" ", "-"));
    }
    assert.deepEqual(["Start", ...links.map(([, text]) => text), "Try it"], headings);
  });

  it("has no snippet that nothing runs", () => {
    const runsIt = (heading, file) => {
      const text = readFileSync(at(file), "utf8");
      return text.includes(`"${heading}"`) || /README\.md"\)/.test(text);
    };
    const idle = headings.flatMap((heading) =>
      snippets(heading)
        .filter(({ language }) => !RUN_BY[language].some((file) => runsIt(heading, file)))
        .map(({ language }) => `${heading}: ${language}`),
    );
    assert.deepEqual(idle, []);
  });

  it("shows a picture that loads fast", () => {
    assert.ok(statSync(at("docs/images/lab.png")).size < 200_000);
  });

  it("names commands and a package that are there", () => {
    const { name, scripts } = JSON.parse(readFileSync(at("package.json"), "utf8"));
    assert.equal(snippet("Start"), `npm install ${name}\n`);
    const commands = Array.from(snippet("Try it").matchAll(/^npm (\w+)/gm), ([, name]) => name);
    assert.deepEqual(
      [...commands, "build"].filter((command) => !scripts[command]),
      [],
    );
  });

  it("tells the weight that docs/size.md does", () => {
    const [, kilobytes] = /carries (\d+) kB of brotli/.exec(readme);
    const size = readFileSync(at("docs/size.md"), "utf8");
    const [, bytes] = /^\| a minified bundle of [^|]*\| ([\d,]+) \|/m.exec(size);
    assert.equal(Number(kilobytes), Math.round(Number(bytes.replace(",", "")) / 1000));
  });

  it("shows options that a client takes", async () => {
    const { Client, OptionError } = await import(at("dist/index.js"));
    const profiles = await import(at("dist/profiles.js"));
    const code = snippet("Close codes");
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

describe("CONTRIBUTING.md", () => {
  it("names folders that are there", () => {
    const text = readFileSync(at("CONTRIBUTING.md"), "utf8");
    const layout = /## The layout\n\n```\n(.*?)```/s.exec(text)[1];
    const folders = layout.match(/^\S+\/(?= )/gm);
    assert.ok(folders.length >= 9);
    assert.deepEqual(
      folders.filter((folder) => !existsSync(at(folder))),
      [],
    );
  });
});

/** A class of sockets that never open. */
class Socket extends EventTarget {
  bufferedAmount = 0;
  close() {}
}
