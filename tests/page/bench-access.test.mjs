// The bench for everybody: by keyboard, in Chinese, on a phone, in the dark.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { browserNames } from "../harness/browser.mjs";
import { BenchPage, serveBench } from "./support/bench-page.mjs";

const chaos = process.env.CHAOS_URL;

const bench = await serveBench();
after(() => bench.close());

for (const browser of browserNames()) {
  describe(`the bench for everybody, in ${browser}`, () => {
    let page;
    before(async () => {
      page = await BenchPage.open(browser, bench.url);
    });
    after(() => page?.close());

    it("is used by the keyboard alone", async () => {
      await page.load();
      await page.run("document.querySelector('#copy-link').focus()");
      await page.pressKeys(Key.TAB);
      assert.equal(await page.run("return document.activeElement.id"), "url");
      const outline = await page.run(
        "return getComputedStyle(document.activeElement).outlineStyle",
      );
      assert.equal(outline, "solid");
      await page.pressKeys(`${chaos}/echo`, Key.ENTER);
      await page.isState("open");
      await page.until("what a screen reader is told", async () =>
        /^open\. Connected to /.test(await page.read("#announcement")),
      );
    });

    it("speaks Chinese on the main path", async () => {
      await page.load({ folder: "zh/" });
      await page.connect("");
      await page.faultIs("url", /^请填入地址/);
      await page.connect(`${chaos}/close?code=4001&reason=bye`);
      const card = await page.until("the card", () => page.card());
      assert.match(card.text, /对端.*4001/);
      assert.match(await page.read(".present"), /已连接|等待重试|连接中/);
      await page.row(/^state .* → .*（[^()]*）$/);
      await page.row(/^close 4001 “bye”：对端/);
      await page.type("#close-code", "1001");
      await page.click("#close");
      await page.faultIs("close", /页面只能发送 1000/);
    });

    for (const theme of browser === "chromium" ? ["light", "dark"] : ["light"]) {
      it(`gives axe nothing to find, in its ${theme} colours`, async () => {
        if (browser === "chromium") await emulate(page, theme);
        for (const folder of ["", "zh/"]) {
          await page.load({ folder });
          await page.run(
            "for (const details of document.querySelectorAll('details')) details.open = true",
          );
          await page.connect(`${chaos}/close?code=4001`);
          await page.until("the card", () => page.card());
          await page.run("document.querySelector('.log-rows .row').click()");
          assert.deepEqual(await page.complaints(), []);
        }
      });
    }

    it("needs no sideways scrolling at 360 px", { skip: browser !== "chromium" }, async () => {
      await page.driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", {
        width: 360,
        height: 740,
        deviceScaleFactor: 1,
        mobile: true,
      });
      for (const folder of ["", "zh/"]) {
        await page.load({ folder, hash: "liveness=true&reconnect.maxDelay=9000" });
        await page.connect(`${chaos}/close?code=4001&reason=${"long".repeat(20)}`);
        await page.until("the card", () => page.card());
        const [content, width] = await page.run(
          "return [document.documentElement.scrollWidth, innerWidth]",
        );
        assert.ok(content <= width, `${content} px of ${width}`);
        const [card, form] = await page.run(
          "return ['.now', '.connect'].map((part) => document.querySelector(part).getBoundingClientRect().top)",
        );
        assert.ok(card < form, "the card comes first");
      }
      await page.driver.sendDevToolsCommand("Emulation.clearDeviceMetricsOverride", {});
    });

    it("has put no error into the console", async () => {
      assert.deepEqual(await page.consoleErrors(), []);
    });
  });
}

const emulate = (page, theme) =>
  page.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", {
    features: [{ name: "prefers-color-scheme", value: theme }],
  });
