// The bench, used in every browser against the chaos server.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { browserNames } from "../harness/browser.mjs";
import { BenchPage, serveBench } from "./support/bench-page.mjs";

const chaos = process.env.CHAOS_URL;

const bench = await serveBench();
after(() => bench.close());

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
      page = await BenchPage.open(browser, bench.url);
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

    it("has put no error into the console", async () => {
      assert.deepEqual(await page.consoleErrors(), []);
    });
  });
}
