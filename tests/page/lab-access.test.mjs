// The lab for everybody: by keyboard, by screen reader, on a phone, in the dark.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { startLab } from "../../scripts/lib/lab.mjs";
import { browserNames } from "../harness/browser.mjs";
import { LabPage } from "./support/lab-page.mjs";

const lab = await startLab({ live: false });
after(() => lab.stop());

for (const browser of browserNames()) {
  describe(`the lab for everybody, in ${browser}`, () => {
    let page;
    before(async () => {
      page = await LabPage.open(browser, lab.url);
    });
    after(() => page?.close());
    beforeEach(() => page.reload());

    for (const theme of ["light", "dark"]) {
      for (const path of ["/", "/zh/"]) {
        it(`gives axe nothing to find at ${path} in ${theme}`, async () => {
          await page.reload(path);
          await page.theme(theme);
          assert.deepEqual(await page.complaints(), []);
          await page.take("credentials");
          await page.card();
          assert.deepEqual(await page.complaints(), []);
        });
      }
    }

    it("works by keyboard alone", async () => {
      const focus = async (selector) =>
        page.run("document.querySelector(arguments[0]).focus()", selector);
      const focused = () =>
        page.run(
          "return document.activeElement.dataset.fault ?? document.activeElement.dataset.step",
        );
      await focus('[data-step="restart"]');
      await page.pressKeys(Key.ENTER);
      await page.card();
      await focus('[data-fault="close-1000"]');
      await page.pressKeys(Key.ARROW_DOWN, Key.ARROW_DOWN);
      assert.equal(await focused(), "close-1008");
      await page.pressKeys(Key.END);
      assert.equal(await focused(), "announce");
      await page.pressKeys(Key.HOME, Key.ARROW_DOWN);
      await page.pressKeys(" ");
      await page.until("the diagnosis", async () => (await page.card()).code === 1001);
      // The group is one stop.
      await page.pressKeys(Key.TAB);
      assert.equal(await focused(), "flap");
      assert.notEqual(
        await page.run("return getComputedStyle(document.activeElement).outlineStyle"),
        "none",
      );
    });

    it("tells a screen reader what a fault came to, once", async () => {
      await page.run(`
        window.said = [];
        const place = document.querySelector("#announcer");
        new MutationObserver(() => place.textContent && said.push(place.textContent))
          .observe(place, { childList: true, characterData: true, subtree: true });`);
      await page.take("credentials");
      await page.standsAt("ours", /^open again$/);
      await page.until("the last announcement", () => page.run("return said.length === 2"));
      const [diagnosis, next] = await page.run("return said");
      assert.match(diagnosis, /3000/);
      assert.match(next, /Open again/);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.equal(await page.run("return said.length"), 2);
      const live = await page.run(
        "return [...document.querySelectorAll('main :is([aria-live], [role=status], [role=alert], [role=log])')].map(({ id }) => id)",
      );
      assert.deepEqual(live, ["announcer"]);
    });

    it("has its lanes in words, too", async () => {
      await page.take("restart");
      await page.card();
      const [, open] = await page.spans("ours");
      assert.match(open.words, /^open, from [\d.]+ m?s to [\d.]+ m?s$/);
      await page.until("three spans or events of each lane in words", async () => {
        const described = await page.run(
          "return [...document.querySelectorAll('svg[role=img]')].map((svg) => document.getElementById(svg.getAttribute('aria-describedby')).children.length)",
        );
        return described.length > 1 && described.every((count) => count >= 3);
      });
    });

    it("moves once a second where less motion was asked for", {
      skip: browser !== "chromium",
    }, async () => {
      await page.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", {
        features: [{ name: "prefers-reduced-motion", value: "reduce" }],
      });
      await page.reload();
      await page.take("vanish");
      const before = await page.run("return document.querySelector('.present').getAttribute('x1')");
      const changes = new Set([before]);
      const end = Date.now() + 1500;
      while (Date.now() < end)
        changes.add(await page.run("return document.querySelector('.present').getAttribute('x1')"));
      assert.ok(changes.size <= 4, `${changes.size} steps`);
      await page.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features: [] });
    });

    for (const [width, height] of [
      [360, 740],
      [1280, 800],
      [1600, 900],
    ]) {
      it(`fits ${width} px`, { skip: browser !== "chromium" }, async () => {
        await page.driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", {
          ...{ width, height, deviceScaleFactor: 1, mobile: width < 500 },
        });
        for (const path of ["/", "/zh/"]) {
          await page.reload(path);
          await page.take("vanish");
          await page.choose("timer");
          await page.card();
          assert.equal(
            await page.run(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
            ),
            0,
          );
        }
        if (width === 1280) {
          // What is to be seen without scrolling: the steps, both lanes with their axis, and the diagnosis.
          await page.run("scrollTo(0, 0)");
          const bottoms = await page.run(
            "return ['#tour', '#lanes', '#card .sentence', '#card .suspects li', '#story li:last-child'].map((part) => document.querySelector(part).getBoundingClientRect().bottom)",
          );
          assert.ok(Math.max(...bottoms) <= height, bottoms.join());
        }
        await page.driver.sendDevToolsCommand("Emulation.clearDeviceMetricsOverride", {});
      });
    }
  });
}
