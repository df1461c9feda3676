// The lab as a folder of files on some web server, under a path of its own and with no chaos server beside it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { buildSite } from "../../scripts/www/build.mjs";
import { browserNames } from "../harness/browser.mjs";
import { startChaos } from "../harness/chaos.mjs";
import { serve } from "../harness/serve.mjs";
import { LabPage } from "./support/lab-page.mjs";

const PATH = "/site/index.html";

/** Uncompressed. Measured: 335 kB, of which 207 kB are the package with its WebAssembly. */
const MOST_BYTES = 400_000;
/** Of a page on a processor four times as slow. Measured: 700 ms. */
const LATEST_PAINT = 2500;

const { folder } = await buildSite();
const site = await serve({ "/site/": folder });
after(() => site.stop());

describe("the built lab without its script", () => {
  const text = (path) =>
    readFileSync(join(folder, path), "utf8")
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ");

  it("says what it is, and shows an example with a card and lanes", () => {
    const english = text("index.html");
    assert.match(english, /Why a WebSocket connection ended, and what to do now\./);
    assert.match(english, /1012 Service Restart/);
    assert.match(english, /closed, and left at that/);
    assert.match(english, /With JavaScript, the page runs it for real/);
    assert.match(text("zh/index.html"), /启用 JavaScript 后，页面会真正运行它/);
  });

  it("has no script and no style in the page itself", () => {
    const html = readFileSync(join(folder, "index.html"), "utf8");
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]* src=)/);
  });
});

for (const browser of browserNames()) {
  describe(`the built lab in ${browser}`, () => {
    let page;
    before(async () => {
      page = await LabPage.open(browser, site.url);
    });
    after(() => page?.close());

    it("says that there is no chaos server, how to start one, and takes another address", async () => {
      await page.reload(PATH);
      await page.until("a word on it", async () =>
        (await page.read("#chaos")).includes("There is no chaos server at ws://127.0.0.1:9001"),
      );
      assert.match(await page.read("#chaos"), /cargo run -p closewise-chaos -- --port 9001/);
      await page.type("#chaos-address", "not an address");
      await page.click("#chaos button");
      await page.until("an error", async () =>
        /expected something like/.test(await page.read("#chaos-error")),
      );
      const chaos = await startChaos();
      try {
        await page.type("#chaos-address", chaos.url);
        await page.click("#chaos button");
        await page.until("the other one", async () =>
          (await page.read("#chaos-where")).includes(chaos.url),
        );
        assert.equal(await page.read("#chaos"), "");
        await page.press("close-1011");
        assert.equal((await page.card()).code, 1011);
        await page.choose("partysocket");
        await page.isTold("theirs", "close", /^close 1011/);
      } finally {
        await chaos.stop();
      }
    });

    it("explains what happens where nobody answers", async () => {
      await page.reload(PATH);
      await page.press("close-1001");
      const { cause, suspects } = await page.card();
      assert.equal(cause, "never-opened");
      assert.ok(suspects.some(({ kind }) => kind === "unreachable"));
    });

    it("asks nobody else for anything", async () => {
      await page.reload(PATH);
      const hosts = await page.run(
        "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).host)",
      );
      const known = [new URL(site.url).host, "127.0.0.1:9001"];
      assert.deepEqual(
        hosts.filter((host) => !known.includes(host)),
        [],
      );
    });
  });
}

describe("the built lab, weighed", { skip: !browserNames().includes("chromium") }, () => {
  let page;
  let chaos;
  before(async () => {
    chaos = await startChaos({ port: 0 });
    page = await LabPage.open("chromium", site.url);
  });
  after(async () => {
    await page?.close();
    await chaos?.stop();
  });

  it("is there soon on a slow processor, weighs little, and nothing jumps", async () => {
    await page.driver.sendDevToolsCommand("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.reload(PATH);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { paint, bytes, shift } = await page.runAsync(MEASURE);
    assert.ok(paint < LATEST_PAINT, `first paint after ${paint} ms`);
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
    assert.ok(shift < 0.02, `things moved by ${shift}`);
    console.log(
      `first contentful paint ${Math.round(paint)} ms, ${bytes} bytes, layout shift ${shift}`,
    );
  });

  it("complains about nothing in the console", async () => {
    await page.reload(PATH);
    await page.driver.manage().logs().get("browser");
    await page.reload(PATH);
    const complaints = (await page.driver.manage().logs().get("browser"))
      .map(({ message }) => message)
      // That nobody is there is what the page asked about.
      .filter((message) => !message.includes("127.0.0.1:9001/control/health"));
    assert.deepEqual(complaints, []);
  });
});

/** Runs in the page. */
const MEASURE = `
  const done = arguments[arguments.length - 1];
  const all = performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"));
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  let shift = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value;
  });
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done({
    paint: paint.startTime,
    bytes: all.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    shift,
  }), 300);`;
