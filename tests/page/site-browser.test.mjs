// The site in browsers: the form, the prober, the search, and what every reader needs of a page.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { browserNames } from "../harness/browser.mjs";
import { startChaos } from "../harness/chaos.mjs";
import { Reader } from "./support/reader.mjs";
import { buildTestSite, serveUnderPath } from "./support/site.mjs";

/** A page of each kind. */
const KINDS = ["codes/", "codes/1006/", "codes/pusher/", "codes/discord/4004/", "codes/4000-4999/"];
const MORE_KINDS = ["signatures/", "signatures/nginx-proxy-read-timeout/", "claims/", "meaning/"];
const PAGES = [...KINDS, ...MORE_KINDS];

let site;
let served;
let chaos;

before(async () => {
  site = await buildTestSite();
  served = await serveUnderPath(site.folder);
  chaos = process.env.CHAOS_URL ? { url: process.env.CHAOS_URL, stop() {} } : await startChaos();
});
after(async () => {
  await served.stop();
  await chaos.stop();
  site.remove();
});

for (const browser of browserNames()) {
  describe(`the site in ${browser}`, () => {
    let reader;
    const heading = () => reader.read("#answer .close-card h2");
    const heads = (text) =>
      reader.until(`the heading ${text}`, async () => (await heading()).includes(text));

    before(async () => {
      reader = await Reader.open(browser, served.url);
    });
    after(() => reader?.close());

    it("answers what is typed, and has a link to the answer", async () => {
      await reader.visit("meaning/");
      await heads("1006");
      await reader.type("#code", "1001");
      await reader.type("#reason", "Connection Idle Timeout");
      await reader.type("#silent", "30");
      await heads("1001 Going Away");
      await reader.until("Jetty", async () =>
        (await reader.read("#answer .suspects li b")).includes("Jetty"),
      );
      const link = await reader.address();
      assert.match(link, /#.*code=1001/);
      await reader.visit(`meaning/#${link.split("#")[1]}`);
      await heads("1001 Going Away");
      assert.match(await reader.read("#answer .suspects li b"), /Jetty/);
      assert.equal(await reader.run("return document.querySelector('#silent').value"), "30");
    });

    it("narrows the suspects to what is in front of the server", async () => {
      await reader.visit("meaning/#code=1006&opened=1&silent=60&front=Apache+httpd");
      await reader.until("Apache", async () =>
        (await reader.read("#answer .suspects li b")).includes("Apache"),
      );
      const names = await reader.readAll("#answer .suspects li b");
      assert.ok(!names.some((name) => /nginx|AWS/.test(name)), names.join());
    });

    it("answers in Chinese, and keeps the answer from one language to the other", async () => {
      await reader.visit("zh/meaning/#code=1008&clean=1&opened=1&reason=token+expired");
      await heads("违反策略");
      assert.match(await reader.read("#answer .suspects li b"), /凭据/);
      await reader.click('a[data-lang="en"]');
      await heads("1008 Policy Violation");
      assert.match(await reader.address(), /\/where\/meaning\/#.*code=1008/);
    });

    it("says in place what is wrong with what is typed, and goes on from the last answer", async () => {
      await reader.visit("meaning/");
      await heads("1006");
      await reader.type("#code", "70000");
      assert.match(await reader.read("#code-error"), /from 0 to 65535/);
      assert.equal(
        await reader.run("return document.querySelector('#code').getAttribute('aria-invalid')"),
        "true",
      );
      // What stood there before the last figure.
      assert.match(await heading(), /7000/);
      await reader.type("#code", "1011");
      await heads("1011");
      assert.equal(await reader.read("#code-error"), "");
      await reader.type("#silent", "soon");
      assert.match(await reader.read("#silent-error"), /number of seconds/);
      await reader.type("#up", "10");
      await reader.type("#silent", "20");
      assert.match(await reader.read("#silent-error"), /longer than it was up/);
      await reader.type("#reason", "é".repeat(62));
      assert.match(await reader.read("#reason-error"), /124/);
      assert.deepEqual(await reader.faults(), []);
    });

    it("tells a screen reader the answer once, when typing has paused", async () => {
      await reader.visit("meaning/");
      await heads("1006");
      assert.equal(await reader.read("#announcement"), "");
      await reader.type("#code", "1013");
      await reader.until("the announcement", async () =>
        (await reader.read("#announcement")).startsWith("1013 Try Again Later: retry"),
      );
    });

    it("tries a server, and shows each step when it happens", async () => {
      await reader.visit("meaning/");
      await reader.type("#url", `${chaos.url}/close?code=1001&reason=deploy&after=200`);
      await reader.pressKeys(Key.ENTER);
      await reader.until("the card", () => reader.read("#found .close-card h3"));
      assert.deepEqual(
        await reader.run(
          "return [...document.querySelectorAll('#steps li')].map(({ dataset }) => dataset.kind)",
        ),
        ["constructed", "open", "closed"],
      );
      assert.match(await reader.read("#steps li:last-child"), /1001, “deploy”/);
      assert.match(await reader.read("#found .close-card h3"), /1001 Going Away/);
      assert.deepEqual(await reader.faults(), []);
    });

    it("shows the first message, and closes when it is told to", async () => {
      await reader.visit("meaning/");
      await reader.type("#url", `${chaos.url}/status?code=2000`);
      await reader.pressKeys(Key.ENTER);
      await reader.until("the message", async () =>
        (await reader.read("#steps")).includes('"status"'),
      );
      await reader.click("#stop");
      await reader.until("the card", () => reader.read("#found .close-card h3"));
      assert.equal(await reader.run("return document.querySelector('#stop').disabled"), true);
    });

    it("looks into a server that never opens, and names the suspects", async () => {
      await reader.visit("zh/meaning/");
      await reader.type("#url", `${chaos.url}/refuse?status=401&cors=1`);
      await reader.pressKeys(Key.ENTER);
      await reader.until("the card", () => reader.read("#found .close-card h3"));
      assert.deepEqual(
        await reader.run(
          "return [...document.querySelectorAll('#steps li')].map(({ dataset }) => dataset.kind)",
        ),
        ["constructed", "failed", "closed", "asking", "answered"],
      );
      assert.match(await reader.read("#steps li:last-child"), /401/);
      assert.match(await reader.read("#found .suspects li b"), /凭据/);
      assert.match(await reader.read("#found .suspects .why"), /401.*凭据/);
      assert.deepEqual(await reader.faults(), []);
    });

    it("says in place that an address is none", async () => {
      await reader.visit("meaning/");
      await reader.type("#url", "example.com/socket");
      await reader.pressKeys(Key.ENTER);
      assert.match(await reader.read("#url-error"), /ws: or wss:/);
      assert.equal(await reader.run("return document.activeElement.id"), "url");
    });

    it("finds codes, names and words by the keyboard alone", async () => {
      const found = async (asked) => {
        await reader.type("#search", asked);
        await reader.until("a result", () => reader.read('#search-results [role="option"]'));
        return reader.readAll('#search-results [role="option"] span');
      };
      await reader.visit("codes/");
      assert.match((await found("1006"))[0], /^1006 Abnormal Closure/);
      assert.match((await found("nginx"))[0], /^nginx/);
      assert.ok((await found("unauthorized")).some((name) => name.startsWith("3000")));
      assert.ok((await found("timeout")).length > 5);
      await reader.pressKeys(Key.ARROW_DOWN, Key.ARROW_DOWN);
      const active = await reader.run(
        "return document.getElementById(document.querySelector('#search').getAttribute('aria-activedescendant')).getAttribute('href')",
      );
      await reader.pressKeys(Key.ENTER);
      const path = active.replace(/^(\.\.\/)+/, "");
      await reader.until("the page", async () => (await reader.address()).endsWith(path));
      await reader.visit("zh/claims/");
      assert.ok((await found("空闲超时")).length > 3);
      await reader.pressKeys(Key.ESCAPE);
      assert.equal(
        await reader.run("return document.querySelector('#search-results').hidden"),
        true,
      );
    });

    it("says so where nothing is found", async () => {
      await reader.visit("signatures/");
      await reader.type("#search", "zzzzzz");
      await reader.until("the words", async () =>
        (await reader.read("#search-results")).startsWith("Nothing has these words"),
      );
    });

    it("has nothing that axe-core finds amiss, light and dark", async () => {
      for (const path of PAGES) {
        for (const [folder, scheme] of [
          ["", "light"],
          ["zh/", "dark"],
        ]) {
          await reader.visit(folder + path);
          await reader.theme(scheme);
          assert.deepEqual(await reader.complaints(), [], `${folder}${path} ${scheme}`);
        }
      }
      await reader.visit("meaning/");
      await reader.type("#code", "x");
      await reader.type("#url", `${chaos.url}/close?code=4000`);
      await reader.pressKeys(Key.ENTER);
      await reader.until("the card", () => reader.read("#found .close-card h3"));
      await reader.type("#search", "1006");
      await reader.until("a result", () => reader.read('#search-results [role="option"]'));
      assert.deepEqual(await reader.complaints(), []);
    });

    it("fits in 360 px", async () => {
      await reader.visitFrame(served.frame);
      for (const path of PAGES.flatMap((path) => [path, `zh/${path}`])) {
        assert.deepEqual(await reader.sticksOut(path, 360), [], path);
      }
    });

    it("has no fault in any page, and writes nothing to the console", async () => {
      await reader.console();
      for (const path of PAGES.flatMap((path) => [path, `zh/${path}`])) {
        await reader.visit(path);
        assert.deepEqual(await reader.faults(), [], path);
      }
      const entries = await reader.console();
      assert.deepEqual(
        entries.map(({ message }) => message),
        [],
      );
    });

    it("asks for nothing but its own files", async () => {
      await reader.visit("meaning/");
      await heads("1006");
      await reader.type("#search", "1006");
      await reader.until("a result", () => reader.read('#search-results [role="option"]'));
      const loaded = await reader.run(
        "return performance.getEntriesByType('resource').map(({ name }) => name)",
      );
      const foreign = loaded.filter(
        (name) => !name.startsWith(served.url) && !name.startsWith("data:"),
      );
      assert.deepEqual(foreign, []);
    });
  });
}
