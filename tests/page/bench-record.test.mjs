// What the bench keeps of a connection: the card, the time line, and the log.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Key } from "selenium-webdriver";
import { browserNames } from "../harness/browser.mjs";
import { BenchPage, serveBench } from "./support/bench-page.mjs";

const chaos = process.env.CHAOS_URL;

const bench = await serveBench();
after(() => bench.close());

for (const browser of browserNames()) {
  describe(`the record of the bench in ${browser}`, () => {
    let page;
    before(async () => {
      page = await BenchPage.open(browser, bench.url);
    });
    after(() => page?.close());

    it("paints the state into the ribbon, and what came into the chart", async () => {
      await page.load();
      await page.connect(`${chaos}/echo`);
      await page.isState("open");
      await page.type("#message", "one");
      await page.click("#send-text");
      await page.until("the state", async () => (await page.pixels("states", "open")) > 100);
      await page.until("a line", async () => (await page.pixels("rate", "accent")) > 20);
      assert.match(await page.read("[data-chart=states] .reading"), /^open$/);
    });

    it("measures the round trip, where liveness is on", async () => {
      const probe = "liveness=true&liveness.probe=ping&liveness.isPong=pong&liveness.interval=200";
      await page.load({
        hash: `url=${chaos}/heartbeat?answers=1000&${probe}`.replace("?answers=", "%3Fanswers%3D"),
      });
      await page.connect();
      await page.until("a round trip", async () =>
        /^[\d.]+ ms$/.test(await page.read("[data-chart=roundTrip] .reading")),
      );
      await page.click("#csv");
      const lines = (await page.saved())
        .trim()
        .split("\r\n")
        .map((line) => line.split(","));
      assert.ok(
        lines.slice(1).some(([, , state, roundTrip]) => state === "open" && roundTrip !== ""),
      );
      assert.ok((await page.rows()).every((row) => row !== "received pong"));
    });

    it("explains a close, and counts down to the next try in card and ribbon", async () => {
      await page.load();
      await page.connect(`${chaos}/raw-close?code=1012`);
      await page.isState("waiting");
      const first = await page.until("a countdown", async () => {
        const card = await page.card();
        return /^Retry 1 in [\d.]+ s$/.test(card?.next) && card;
      });
      // WebKitGTK takes a Close frame with such a code for an error.
      assert.deepEqual(
        [first.code, first.cause],
        browser === "webkit" ? ["1006", "dropped"] : ["1012", "closed-by-peer"],
      );
      await page.until("a lower number", async () => (await page.card()).next !== first.next);
      assert.match(
        await page.read("[data-chart=states] .reading"),
        /^waiting, next try in [\d.]+ s$/,
      );
      assert.ok((await page.pixels("states", "waiting")) > 10);
      // A mere drop is tried again before the button can be pressed.
      if (browser === "webkit") return;
      await page.click("#reconnect");
      await page.row(/^state waiting → connecting \(you asked for it\)$/);
    });

    it("holds the time line still while it is paused, and comes nearer by the keyboard", async () => {
      await page.load();
      await page.connect(`${chaos}/echo`);
      await page.isState("open");
      await page.click("#pause");
      await page.until("the pause", async () => (await page.read("#pause")) === "Resume");
      await pause(300);
      const still = await page.picture("waiting");
      await pause(700);
      assert.equal(await page.picture("waiting"), still);
      await (await page.find(".charts")).sendKeys("+");
      await page.until("another picture", async () => (await page.picture("waiting")) !== still);
      await (await page.find(".charts")).sendKeys(Key.END);
      await page.until("the end of the pause", async () => (await page.read("#pause")) === "Pause");
    });

    it("comes nearer to what is dragged over", async () => {
      const plot = await page.find("[data-plot=rate] .u-over");
      await page.run("arguments[0].scrollIntoView({ block: 'center' })", plot);
      const actions = page.driver.actions({ async: true });
      await actions
        .move({ origin: plot, x: -100, y: 0 })
        .press()
        .move({ origin: plot, x: 60, y: 0, duration: 200 })
        .release()
        .perform();
      await page.until("the pause", async () => (await page.read("#pause")) === "Resume");
    });

    it("saves the time line as rows and as an image", async () => {
      await page.load();
      await page.connect(`${chaos}/echo`);
      await page.isState("open");
      await page.type("#message", "one");
      await page.click("#send-text");
      await page.row(/^received one$/);
      await pause(600);
      await page.click("#csv");
      const [head, ...lines] = (await page.saved())
        .trim()
        .split("\r\n")
        .map((line) => line.split(","));
      assert.deepEqual(head, [
        "time",
        "elapsed_ms",
        "state",
        "round_trip_ms",
        "received_per_s",
        "sent_per_s",
        "queued_messages",
        "unsent_bytes",
      ]);
      assert.ok(
        lines.every((line) => line.length === head.length && !Number.isNaN(Date.parse(line[0]))),
      );
      assert.deepEqual([...new Set(lines.map(([, , state]) => state))], ["connecting", "open"]);
      assert.ok(lines.some(([, , , , received]) => Number(received) > 0));
      await page.click("#png");
      const { width, height, colours } = await page.saved();
      assert.ok(width > 400 && height > 200, `${width} × ${height}`);
      assert.ok(colours.includes("11,102,80"), "the colour of open is in the image");
    });

    it("filters, searches and saves the log, and reads it by the keyboard", async () => {
      await page.load();
      await page.connect(`${chaos}/flood?count=50&size=4`);
      await page.until("the messages", async () =>
        /^5\d of 5\d$/.test(await page.read("#log-count")),
      );
      await page.click("[data-group=received]");
      await page.until("the messages alone", async () =>
        (await page.read("#log-count")).startsWith("50 of "),
      );
      await page.type("#log-search", "49:");
      await page.until("one of them", async () =>
        (await page.read("#log-count")).startsWith("1 of "),
      );
      assert.deepEqual(await page.rows(), ["received 49:x"]);
      await page.click("#export-log");
      const [entry, ...others] = JSON.parse(await page.saved());
      assert.deepEqual(others, []);
      assert.deepEqual(
        [entry.kind, entry.text, entry.type, entry.size],
        ["received", "49:x", "text", 4],
      );
      await page.type("#log-search", "nothing has this");
      await page.until(
        "no row",
        async () => (await page.read(".list .nothing")) === "No event has these words.",
      );
      await page.type("#log-search", "");
      await page.click("[data-group=all]");
      await (await page.find("#log-rows")).sendKeys(Key.HOME, Key.ARROW_DOWN);
      await page.until("the second entry", async () =>
        /"from": "idle"/.test(await page.read("#log-entry")),
      );
      assert.equal(
        await page.run(
          "return document.querySelector('#log-rows').getAttribute('aria-activedescendant')",
        ),
        "entry-2",
      );
    });

    it("stays smooth with 100,000 rows, few of which are in the document", {
      timeout: 180_000,
    }, async () => {
      await page.load();
      await page.connect(`${chaos}/flood?count=100000&size=10`);
      const isFull = async () =>
        Number((await page.read("#log-count")).replace(/.* of /, "").replace(/\D/g, "")) > 100_000;
      await page.driver.wait(isFull, 120_000, "waited for 100,000 rows", 200);
      const { rows, gaps, search } = await page.runAsync(scroll);
      assert.ok(rows < 60, `${rows} rows`);
      const middle = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)];
      console.log(
        `${browser}: median frame ${middle.toFixed(1)} ms, longest ${Math.max(...gaps).toFixed(1)} ms, search ${search.toFixed(0)} ms`,
      );
      assert.ok(middle < 50, `the median frame takes ${middle} ms`);
      assert.ok(search < 1000, `a search takes ${search} ms`);
    });

    it("has put no error into the console", async () => {
      assert.deepEqual(await page.consoleErrors(), []);
    });
  });
}

/** Runs in the page: scrolls through the log for two seconds, then searches it. */
async function scroll(done) {
  const list = document.querySelector("#log-rows");
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const gaps = [];
  let rows = 0;
  list.dispatchEvent(new WheelEvent("wheel"));
  list.scrollTop = 0;
  let last = await frame();
  for (let step = 0; step < 100; step++) {
    list.dispatchEvent(new WheelEvent("wheel"));
    list.scrollTop += step % 10 === 0 ? 250_000 : 300;
    const now = await frame();
    gaps.push(now - last);
    last = now;
    rows = Math.max(rows, list.querySelectorAll(".row").length);
  }
  const input = document.querySelector("#log-search");
  input.value = "99999:";
  const before = performance.now();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  while (!/^1 of/.test(document.querySelector("#log-count").textContent.trim())) await frame();
  done({ rows, gaps, search: performance.now() - before });
}
