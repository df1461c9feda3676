// The lab, clicked through in every browser against its own chaos server: the tour, the board, the lanes.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { startLab } from "../../scripts/lib/lab.mjs";
import { browserNames } from "../harness/browser.mjs";
import { LabPage } from "./support/lab-page.mjs";

/** What each fault comes to: the card's code, cause, chip and first suspect, and the sentence. */
const FAULTS = [
  ["close-1000", 1000, "closed-by-peer", "stop", "server-error", /1000 \(Normal Closure\)/],
  ["close-1001", 1001, "closed-by-peer", "retry with backoff", "restart", /1001 \(Going Away\)/],
  ["close-1008", 1008, "closed-by-peer", "stop", "refused", /Policy Violation.*Not worth a retry/],
  ["close-1011", 1011, "closed-by-peer", "retry with backoff", "server-error", /Internal Error/],
  ["close-1012", 1012, "closed-by-peer", "retry in 5 to 30 s", "restart", /Service Restart/],
  ["close-3000", 3000, "closed-by-peer", "reauthenticate", "refused", /Unauthorized/],
  ["close-4001", 4001, "closed-by-peer", "retry with backoff", "refused", /4001/],
  ["advice", 1001, "closed-by-peer", "retry in 2 to 3 s", "restart", /as the server advised/],
  ["as-nginx-idle", 1006, "dropped", "retry with backoff", "idle-timeout", /Close frame/],
  ["as-jetty-idle", 1001, "closed-by-peer", "retry with backoff", "idle-timeout", /Going Away/],
  ["as-google-lifetime", 1006, "dropped", "retry with backoff", "lifetime", /Close frame/],
  [
    "as-websockets-keepalive",
    1011,
    "closed-by-peer",
    "retry with backoff",
    "keepalive-timeout",
    /1011/,
  ],
  ["raw-2000", 2000, "closed-by-peer", "stop", undefined, /2000/],
  ["raw-65535", 65_535, "closed-by-peer", "stop", undefined, /65535/],
  ["raw-empty", 1005, "closed-by-peer", "retry with backoff", "server-error", /1005/],
  ["fin", 1006, "dropped", "retry with backoff", "server-error", /without a Close frame/],
  ["reset-before-handshake", 1006, "never-opened", "retry with backoff", "wrong-path", /hides why/],
  ["reset-after-open", 1006, "dropped", "retry with backoff", "server-error", /Close frame/],
  ["refuse-401", 1006, "never-opened", "retry with backoff", "wrong-path", /hides why/],
  ["refuse-503", 1006, "never-opened", "retry with backoff", "wrong-path", /hides why/],
  ["bad-accept", 1006, "never-opened", "retry with backoff", "wrong-path", /never opened/],
  ["never", 1006, "connect-timeout", "retry with backoff", "unreachable", /did not open in time/],
  ["violate-bad-opcode", 1006, "dropped", "retry with backoff", "server-error", /Close frame/],
  ["stall", 1006, "silent", "retry with backoff", "network-change", /silent for too long/],
  ["status", 1008, "closed-by-peer", "stop", "refused", /1008/],
];

/** WebKitGTK takes a Close frame with such a code for an error: the page sees a drop. */
const HIDDEN_BY_WEBKIT = ["close-1012", "raw-2000", "raw-65535"];
const HIDDEN = [1006, "dropped", "retry with backoff", "server-error", /without a Close frame/];

const expected = (browser, [fault, ...told]) =>
  browser === "webkit" && HIDDEN_BY_WEBKIT.includes(fault) ? HIDDEN : told;

const lab = await startLab({ live: false });
after(() => lab.stop());

const recordOf = async (id) =>
  (await (await fetch(`${lab.chaos.http}/control/clients/${id}`)).json()).connections;

for (const browser of browserNames()) {
  describe(`the lab in ${browser}`, () => {
    let page;
    before(async () => {
      page = await LabPage.open(browser, lab.url);
    });
    after(() => page?.close());
    beforeEach(() => page.reload());

    it("finds the chaos server and has a button for each of its endpoints", async () => {
      await page.until("a word on the chaos server", async () =>
        (await page.read("#chaos-where")).includes(lab.chaos.url),
      );
      const listed = await (await fetch(lab.chaos.http)).json();
      const paths = await page.run(
        "return [...document.querySelectorAll('[data-fault]')].map(({ title }) => title.split('?')[0])",
      );
      const missing = listed
        .map(({ path }) => path)
        .filter((path) => path !== "/" && !path.startsWith("/control/") && !paths.includes(path));
      assert.deepEqual(missing, []);
    });

    it("names every fault in both languages", async () => {
      for (const path of ["/", "/zh/"]) {
        await page.reload(path);
        const unnamed = await page.run(
          "return [...document.querySelectorAll('[data-fault]')].filter((button) => button.textContent.trim() === button.dataset.fault).map((button) => button.dataset.fault)",
        );
        assert.deepEqual(unnamed, []);
      }
    });

    it("has the fault in its address, and presses it for whoever opens that", async () => {
      await page.press("close-1011");
      assert.equal((await page.card()).code, 1011);
      const hash = await page.run("return location.hash");
      assert.equal(hash, "#fault=close-1011");
      await page.reload("/zh/");
      await page.reload(`/${hash}`);
      await page.until("the fault", async () => (await page.read("#card .code")) === "1011");
    });

    describe("the tour", () => {
      it("tells a restart from an error, and says how long it waits", async () => {
        await page.take("restart");
        const hidden = browser === "webkit";
        const { code } = await page.card();
        assert.equal(code, hidden ? 1006 : 1012);
        await page.tells(
          hidden ? /this browser hid that and reported 1006/ : /it closed with 1012/,
        );
        await page.tells(hidden ? /backs off/ : /waits \d+(\.\d)? s, drawn from 5 to 30 s/);
        await page.tells(/^WebSocket was told 10\d\d, and leaves the rest to you\.$/);
        await page.standsAt("theirs", /^closed, and left at that$/);
        await page.reports("wire", /^Close frame 1012 after 2 s$/);
      });

      it("names who ends an idle connection without a word", async () => {
        await page.take("vanish");
        const { code, suspects } = await page.card();
        assert.equal(code, 1006);
        assert.deepEqual(
          suspects.slice(0, 2).map(({ name }) => name),
          ["nginx", "AWS Application Load Balancer"],
        );
        assert.match(suspects[0].remedy, /proxy_read_timeout/);
        await page.tells(/^After 4(\.\d)? s of silence the server was gone/);
        await page.tells(/names nginx .* 15 times as fast/);
        await page.reports("wire", /^TCP ended \(FIN\) after 4(\.\d)? s, no Close frame$/);
        await page.reports("reported", /^1006, not clean/);
      });

      it("comes back with fresh credentials", async () => {
        await page.take("credentials");
        const { code, verdict } = await page.card();
        assert.deepEqual([code, verdict], [3000, "reauthenticate"]);
        await page.isTold("ours", "fresh");
        await page.standsAt("ours", /^open again$/);
        await page.tells(/asked for a fresh URL and opened with it after/);
        const { ours, theirs } = await page.ids();
        const connections = await recordOf(ours);
        assert.deepEqual(
          connections.map(({ query }) => /t=(\w+)/.exec(query)[1]),
          ["stale", "good"],
        );
        assert.equal((await recordOf(theirs)).length, 1);
      });

      it("finds a server that hangs, while WebSocket says it is open", async () => {
        await page.take("half-open");
        await page.reports("wire", /^nothing since 1\.\d s/);
        const { cause } = await page.card();
        assert.equal(cause, "silent");
        await page.standsAt("ours", /^open again$/);
        await page.tells(/gave the connection up \d(\.\d)? s later, and opened another/);
        assert.equal(await page.stands("theirs"), "says it is open");
        await page.tells(/^WebSocket still says that it is open\.$/);
        assert.deepEqual(
          (await page.spans("theirs")).map(({ kind }) => kind),
          ["connecting", "open"],
        );
      });

      it("comes back from a server that was down, with what was sent meanwhile", async () => {
        await page.take("outage");
        await page.isTold("ours", "queued", /hello/);
        await page.standsAt("ours", /^open again$/);
        await page.isTold("ours", "delivered", /hello/);
        await page.isTold("ours", "message", /hello/);
        await page.tells(/kept the message, came back by itself after .* and delivered it/);
        const lost = (await page.told("theirs")).map(({ kind }) => kind);
        assert.ok(lost.includes("lost") || lost.includes("threw"), lost.join());
        assert.ok(!lost.includes("message"));
      });

      it("leads from each step to the next", async () => {
        for (const step of ["restart", "vanish", "credentials"]) {
          assert.equal(await page.run(UP_NEXT), step);
          await page.take(step);
        }
        assert.equal(await page.run(UP_NEXT), "half-open");
      });
    });

    describe("the board", () => {
      for (const row of FAULTS) {
        const [fault] = row;
        const [code, cause, verdict, suspect, sentence] = expected(browser, row);
        it(`diagnoses the fault ${fault} as ${code}, ${cause}, ${verdict}`, async () => {
          await page.press(fault);
          const card = await page.card();
          assert.equal(card.code, code);
          assert.equal(card.cause, cause);
          assert.equal(card.verdict, verdict);
          const kinds = card.suspects.map(({ kind }) => kind);
          // A browser hides so much of what never opened that there is no first among its suspects.
          const named = cause === "never-opened" ? kinds : kinds.slice(0, 1);
          assert.ok(suspect ? named.includes(suspect) : kinds.length === 0, kinds.join());
          assert.match(card.sentence, sentence);
          await page.reports("next", /^(Retry \d+ |No retry: |Open again)/);
        });
      }

      it("does not take a clean close for a good one", async () => {
        await page.press("close-1011");
        assert.match((await page.card()).verdict, /^retry/);
        assert.match(await page.report("reported"), /^1011, clean, no error event$/);
      });

      it("counts down to the retry", async () => {
        await page.press("advice");
        const first = await page.until("a countdown", async () => {
          const { next } = await page.card();
          return /^Retry 1 in [\d.]+ s\.$/.test(next) && next;
        });
        await page.until("a lower number", async () => (await page.card()).next !== first);
        await page.standsAt("ours", /^back in \d\.\d s$/);
        assert.match(await page.read(".countdown"), /^\d\.\d s$/);
      });

      it("comes back from a server that drops three times", async () => {
        await page.press("flap");
        await page.reports("next", /^Open again, after 3 tries\.$/);
        await page.tells(/closewise is open again after 3 tries/);
      });

      it("counts messages that come in a row, and draws only the first", async () => {
        await page.press("flood");
        await page.isTold("ours", "message", /^1000 messages, the last/);
        assert.equal(
          await page.run("return document.querySelectorAll('[data-who=ours] .tick').length"),
          1,
        );
      });
    });

    describe("the lanes", () => {
      it("show what the chaos server saw, when it did", async () => {
        await page.press("flap");
        await page.reports("next", /^Open again, after 3 tries\.$/);
        const connections = await recordOf((await page.ids()).ours);
        const spans = await page.spans("ours");
        assert.deepEqual(
          spans.map(({ kind }) => kind),
          [
            ...["connecting", "open", "waiting", "connecting", "open", "waiting"],
            ...["connecting", "open", "waiting", "connecting", "open"],
          ],
        );
        const opened = spans.filter(({ kind }) => kind === "open").map(({ from }) => from);
        assert.equal(opened.length, connections.length);
        for (const [index, at] of opened.entries()) {
          const since = connections[index].at - connections[0].at;
          assert.ok(Math.abs(at - opened[0] - since) < 250, `${at - opened[0]} and ${since}`);
        }
      });

      it("draw what the other client never says as a gap", async () => {
        await page.choose("partysocket");
        await page.press("fin");
        await page.standsAt("theirs", /^does not say when it is back$/);
        assert.equal((await page.spans("theirs")).at(-1).kind, "unknown");
        await page.standsAt("theirs", /^open again$/);
      });

      for (const rival of ["timer", "partysocket", "reconnecting-websocket"]) {
        it(`let ${rival} meet the same fault`, async () => {
          await page.press("close-1001");
          await page.choose(rival);
          const { ours, theirs } = await page.ids();
          assert.match(theirs, new RegExp(`-${rival}$`));
          await page.isTold("theirs", "close", /^close /);
          await page.isTold("ours", "close", /^close 1001, wasClean true$/);
          const [first] = await recordOf(theirs);
          assert.equal(first.closeSent.code, (await recordOf(ours))[0].closeSent.code);
          await page.isTold("theirs", "open");
          await page.until("a second connection", async () => (await recordOf(theirs)).length > 1);
        });
      }

      it("stop with the button, and send nothing more", async () => {
        await page.choose("timer");
        await page.press("fin");
        await page.isTold("theirs", "close");
        await page.click("#stop");
        await page.standsAt("ours", /^stopped by you$/);
        const { theirs } = await page.ids();
        const count = (await recordOf(theirs)).length;
        await new Promise((resolve) => setTimeout(resolve, 1500));
        assert.ok((await recordOf(theirs)).length <= count + 1);
        assert.equal(await page.report("next"), "No retry: you stopped it.");
      });
    });

    describe("in Chinese", () => {
      beforeEach(() => page.reload("/zh/"));

      it("tells the tour and the card", async () => {
        await page.take("vanish");
        const { sentence, suspects } = await page.card();
        assert.match(sentence, /连接丢失/);
        assert.equal(suspects[0].name, "nginx");
        assert.match(suspects[0].remedy, /proxy_read_timeout/);
        await page.tells(/^静默 4(\.\d)? 秒之后，服务器就不在了/);
        await page.tells(/^WebSocket 只得知 1006/);
        await page.standsAt("theirs", /^已关闭，到此为止$/);
        await page.reports("wire", /TCP 结束（FIN）/);
      });

      it("says of every part what it is in words, not in keys", async () => {
        await page.press("close-3000");
        await page.card();
        await page.reports("next", /^不再重试：/);
        const text = await page.run("return document.querySelector('main').innerText");
        assert.doesNotMatch(
          text,
          /\{\w+\}|\b(cause|verdict|kind|source-label|end|state)\.[a-z-]+\b/,
        );
      });
    });
  });
}

/** Run in the page. */
const UP_NEXT = "return document.querySelector('[data-up-next=true]').dataset.step";
