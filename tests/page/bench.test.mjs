// The bench, used in every browser against the chaos server.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import axe from "axe-core";
import { Key } from "selenium-webdriver";
import { installPacked } from "../../scripts/www/packed.mjs";
import { serveSite } from "../../scripts/www/serve.mjs";
import { browserNames } from "../harness/browser.mjs";
import { BenchPage } from "./support/bench-page.mjs";

const chaos = process.env.CHAOS_URL;

await installPacked();
const server = await serveSite({ live: false });
after(() => server.close());
const site = `http://127.0.0.1:${server.httpServer.address().port}`;

const folder = mkdtempSync(join(tmpdir(), "closewise-bench-"));
after(() => rmSync(folder, { recursive: true }));

function fileOf(size) {
  const path = join(folder, `${size}.bin`);
  writeFileSync(path, new Uint8Array(size));
  return path;
}

for (const browser of browserNames()) {
  describe(`the bench in ${browser}`, () => {
    let page;
    before(async () => {
      page = await BenchPage.open(browser, site);
    });
    after(() => page?.close());

    it("connects, sends a text and hears it again", async () => {
      await page.load();
      await page.type("#protocols", "chat, v2.chat");
      await page.connect(`${chaos}/echo`);
      await page.isState("open");
      await page.row(/^open subprotocol chat/);
      await page.type("#message", "grüß dich");
      await page.click("#send-text");
      await page.row(/^sent grüß dich$/);
      await page.row(/^received grüß dich$/);
    });

    it("sends JSON, and says what is none", async () => {
      await page.type("#message", '{ "a": [1,  2] }');
      await page.click("#send-json");
      await page.row(/^received \{"a":\[1,2\]\}$/);
      await page.type("#message", "{ a: 1 }");
      await page.click("#send-json");
      await page.faultIs("message", /^This is no JSON: /);
    });

    it("paints the state into the ribbon, and what came into the chart", async () => {
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
      const { rows, gaps, search } = await page.driver.executeAsyncScript(scroll);
      assert.ok(rows < 60, `${rows} rows`);
      const middle = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)];
      console.log(
        `${browser}: median frame ${middle.toFixed(1)} ms, longest ${Math.max(...gaps).toFixed(1)} ms, search ${search.toFixed(0)} ms`,
      );
      assert.ok(middle < 50, `the median frame takes ${middle} ms`);
      assert.ok(search < 1000, `a search takes ${search} ms`);
    });

    it("sends a file in pieces, with nothing lost", async () => {
      await page.load();
      await page.connect(`${chaos}/sink`);
      await page.isState("open");
      await (await page.find("#file")).sendKeys(fileOf(1_500_000));
      await page.until("the end", async () =>
        /^1500000.bin: 1\.5 MB sent in /.test(await page.read(".file p span")),
      );
      await page.row(/^file 1500000.bin: 1\.5 MB sent/);
      await page.type("#message", "report");
      await page.click("#send-text");
      await page.row(/^received \{"messages":23,"bytes":1500000\}$/);
    });

    // WebKitGTK takes all bytes at once and counts none of them as buffered.
    const slow = { skip: browser === "webkit" };
    it("waits for a slow server, and stops when asked to", slow, async () => {
      await page.load({ hash: "highWaterMark=65536&lowWaterMark=1024" });
      await page.connect(`${chaos}/slow?rate=100000`);
      await page.isState("open");
      await (await page.find("#file")).sendKeys(fileOf(30_000_000));
      await page.until("a wait", async () =>
        /waiting for the connection to drain$/.test(await page.read(".file p span")),
      );
      await page.until("unsent bytes", async () =>
        /[1-9].* unsent/.test(await page.read("[data-chart=waiting] .key-out")),
      );
      const sent = await page.run("return document.querySelector('.file progress').value");
      assert.ok(sent < 30_000_000, `${sent} bytes were handed over`);
      await page.click("#cancel-file");
      await page.until("the stop", async () =>
        /: stopped after .* of 30\.0 MB$/.test(await page.read(".file p span")),
      );
    });

    it("refuses in words a file that is too large, empty, or sent where nothing is open", async () => {
      await page.load();
      await page.drop("early.bin", 10);
      await page.faultIs("file", "Connect first: a file is sent on an open connection.");
      await page.drop("large.bin", 64_000_001);
      await page.faultIs("file", "large.bin has 64.0 MB. This page sends files up to 64.0 MB.");
      await page.drop("empty.bin", 0);
      await page.faultIs("file", "empty.bin is empty.");
    });

    it("closes with a code and a reason, and refuses in words what a page may not send", async () => {
      await page.load();
      const name = `bench-${browser}-${Math.random().toString(36).slice(2)}`;
      await page.connect(`${chaos}/echo?client=${name}`);
      await page.isState("open");
      const refused = [
        ["1001", "", /1000 and 3000 to 4999 only\. 1001 \(Going Away\)/],
        ["1006", "", /^1006 \(Abnormal Closure\) is never sent/],
        ["2999", "", /the browser would refuse 2999/],
        ["70000", "", /^70000 is no close code/],
        ["soon", "", /whole number/],
        ["4000", "ü".repeat(62), /^The reason has 124 bytes/],
        ["", "why", /^A reason needs a code/],
      ];
      for (const [code, reason, words] of refused) {
        await page.type("#close-code", code);
        await page.type("#close-reason", reason);
        await page.click("#close");
        await page.faultIs("close", words);
        assert.equal(await page.state(), "open");
      }
      await page.type("#close-code", "4321");
      await page.type("#close-reason", "enough");
      await page.click("#close");
      await page.isState("ended");
      const card = await page.card();
      assert.deepEqual(
        [card.code, card.cause, card.next],
        ["4321", "requested", "No retry: you asked for it"],
      );
      const record = await (
        await fetch(`${process.env.CHAOS_HTTP}/control/clients/${name}`)
      ).json();
      const { code, reason } = record.connections[0].close;
      assert.deepEqual({ code, reason }, { code: 4321, reason: "enough" });
    });

    it("answers an address that cannot be used in words, beside it", async () => {
      await page.load();
      const refused = [
        ["", /^Type an address/],
        ["http://example.com/feed", /^http: is for pages.* Try ws:\/\/example\.com\/feed$/],
        ["https://example.com", /Try wss:\/\/example\.com$/],
        ["ftp://example.com", /^ftp: is no scheme of WebSockets/],
        ["example.com/feed", /needs ws:\/\/ or wss:\/\//],
        ["ws://", /cannot be parsed/],
        ["wss://example.com/#part", /take away #part$/],
      ];
      for (const [url, words] of refused) {
        await page.connect(url);
        await page.faultIs("url", words, url);
        assert.equal(await page.run("return document.activeElement.id"), "url");
        assert.equal(await (await page.find("#url")).getAttribute("aria-invalid"), "true");
      }
      await page.type("#url", "wss://example.com");
      await page.faultIs("url", "");
      await page.type("#protocols", "two words");
      await page.click("#connect");
      await page.faultIs("protocols", /: two words$/);
      assert.equal(await page.state(), "idle");
    });

    it("explains a server that is not there", async () => {
      await page.load();
      await page.connect("ws://127.0.0.1:1/");
      await page.until("the card", async () => (await page.card())?.cause === "never-opened");
    });

    it("answers a bad option in its place, which is unfolded", async () => {
      await page.load();
      await page.choose("reconnect.factor", "0.5");
      await page.connect(`${chaos}/echo`);
      await page.faultIs("option-reconnect-factor", "Allowed is 1 to 100.");
      assert.equal(await page.run("return document.activeElement.id"), "option-reconnect-factor");
      await page.choose("reconnect.factor", "2");
      await page.choose("codes", "4001=maybe");
      await page.faultIs("option-codes", /^Write it as 4001=stop/);
      await page.choose("codes", "4001=stop");
      await page.connect(`${chaos}/raw-close?code=4001`);
      await page.isState("ended");
      assert.equal((await page.card()).verdict, "stop");
    });

    it("passes an application handshake before it is open", async () => {
      await page.load({ hash: "handshake=true&handshake.check=ack" });
      await page.choose("handshake.greeting", '{"token":"good"}');
      await page.connect(`${chaos}/auth`);
      await page.isState("open");
    });

    it("puts the settings into the link, without credentials, and reads them from it", async () => {
      await page.load();
      await page.type("#url", "wss://me:secret@example.com/feed?room=7&access_token=abc&key=k");
      await page.type("#protocols", "chat");
      await page.choose("reconnect.maxDelay", "9000");
      await page.choose("liveness", "true");
      await page.choose("handshake", "true");
      await page.choose("handshake.greeting", '{"token":"abc"}');
      const words =
        "The link leaves out what may be a credential: user:password, ?access_token, ?key, handshake.greeting";
      await page.until("all words", async () => (await page.read("#left-out")) === words);
      const hash = await page.run("return location.hash.slice(1)");
      assert.ok(!/secret|abc|token|key/.test(hash), hash);
      await page.load({ hash });
      const value = (id) => page.run("return document.getElementById(arguments[0]).value", id);
      assert.equal(await value("url"), "wss://example.com/feed?room=7");
      assert.equal(await value("protocols"), "chat");
      assert.equal(await value("option-reconnect-maxDelay"), "9000");
      assert.ok(await (await page.find("#option-liveness")).isSelected());
      await page.click("a[data-lang=zh]");
      await page.until("the same in Chinese", () =>
        page.run(
          "return location.pathname === '/zh/bench/' && location.hash.includes('liveness=true')",
        ),
      );
      await page.load({ hash });
      await page.click("[data-language=rust]");
      await page.until("Rust", async () =>
        (await page.read(".snippet pre")).includes(
          ".reconnect_max_delay(Duration::from_millis(9000))",
        ),
      );
    });

    it("is used by the keyboard alone", async () => {
      await page.load();
      await page.run("document.querySelector('#copy-link').focus()");
      const keys = (...keys) =>
        page.driver
          .actions()
          .sendKeys(...keys)
          .perform();
      await keys(Key.TAB);
      assert.equal(await page.run("return document.activeElement.id"), "url");
      const outline = await page.run(
        "return getComputedStyle(document.activeElement).outlineStyle",
      );
      assert.equal(outline, "solid");
      await keys(`${chaos}/echo`, Key.ENTER);
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
      await page.row(/^close 4001 “bye”/);
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
          await page.run(axe.source);
          const found = await page.driver.executeAsyncScript(findings);
          assert.deepEqual(found, []);
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

    it("has put no error into the console", { skip: browser !== "chromium" }, async () => {
      const entries = await page.driver.manage().logs().get("browser");
      const errors = entries.filter(
        ({ level, message }) => level.name === "SEVERE" && !/WebSocket connection to/.test(message),
      );
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
    });
  });
}

const emulate = (page, theme) =>
  page.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", {
    features: [{ name: "prefers-color-scheme", value: theme }],
  });

/** Runs in the page, where axe is. */
async function findings(done) {
  const { violations } = await window.axe.run({ resultTypes: ["violations"] });
  done(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
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
