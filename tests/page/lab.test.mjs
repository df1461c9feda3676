// The lab, clicked through in every browser against its own chaos server.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { startLab } from "../../scripts/lib/lab.mjs";
import { browserNames } from "../harness/browser.mjs";
import { LabPage } from "./support/lab-page.mjs";

/** What each fault looks like on the card: code, cause and the verdict's first word. */
const FAULTS = [
  ["close-1000", 1000, "closed by peer", "stop", /1000 \(Normal Closure\)/],
  ["close-1001", 1001, "closed by peer", "retry with backoff", /1001 \(Going Away\)/],
  ["close-1008", 1008, "closed by peer", "stop", /1008 \(Policy Violation\).*Not worth a retry/],
  ["close-1011", 1011, "closed by peer", "retry with backoff", /Internal Error/],
  ["close-1012", 1012, "closed by peer", "retry in 5 s to 30 s", /Service Restart/],
  ["close-3000", 3000, "closed by peer", "reauthenticate", /fresh credentials/],
  ["close-4001", 4001, "closed by peer", "retry with backoff", /4001/],
  ["advice", 1001, "closed by peer", "retry in 2 s to 3 s", /as the server advised/],
  ["raw-2000", 2000, "closed by peer", "stop", /2000/],
  ["raw-65535", 65_535, "closed by peer", "stop", /65535/],
  ["raw-empty", 1005, "closed by peer", "retry with backoff", /1005/],
  ["fin", 1006, "dropped", "retry with backoff", /without a Close frame/],
  ["reset-before-handshake", 1006, "never opened", "retry with backoff", /the browser hides why/],
  ["reset-after-open", 1006, "dropped", "retry with backoff", /without a Close frame/],
  ["refuse-401", 1006, "never opened", "retry with backoff", /401/],
  ["refuse-503", 1006, "never opened", "retry with backoff", /503/],
  ["bad-accept", 1006, "never opened", "retry with backoff", /never opened/],
  ["never", 1006, "connect timeout", "retry with backoff", /did not open in time/],
  ["stall", 1006, "silent", "retry with backoff", /silent for too long/],
];

/** WebKitGTK takes a Close frame with such a code for an error: the page sees a drop. */
const HIDDEN_BY_WEBKIT = ["close-1012", "raw-2000", "raw-65535"];
const HIDDEN = [1006, "dropped", "retry with backoff", /without a Close frame/];

const expected = (browser, [fault, ...told]) =>
  browser === "webkit" && HIDDEN_BY_WEBKIT.includes(fault) ? HIDDEN : told;

const lab = await startLab({ live: false });
after(() => lab.stop());

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
        (await page.read("#chaos")).includes(lab.chaos.url),
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

    it("connects, and hears its text and its bytes again", async () => {
      await page.click("#connect");
      await page.isState("open");
      await page.type("#message", "grüß dich");
      await page.click("#send-text");
      await page.event("sent", /^text, 11 bytes: grüß dich$/);
      await page.event("message", /^text, 11 bytes: grüß dich$/);
      await page.type("#message", "AB");
      await page.click("#send-binary");
      await page.event("message", /^binary, 2 bytes: 41 42$/);
      await page.until("the statistics", async () =>
        (await page.read("#stats")).includes("received2 (13 bytes)"),
      );
    });

    it("closes with the code and the reason asked for", async () => {
      await page.connect(`${lab.chaos.url}/echo?client=closing-${browser}`);
      await page.isState("open");
      await page.type("#close-code", "4321");
      await page.type("#close-reason", "enough");
      await page.click("#close");
      const card = await page.card();
      assert.equal(card.code, 4321);
      assert.equal(card.cause, "requested");
      await page.isState("ended");
      assert.equal(await page.read("#latest .next"), "No retry: you asked for it");
      const record = await (
        await fetch(`${lab.chaos.http}/control/clients/closing-${browser}`)
      ).json();
      const { how, code, reason } = record.connections[0].close;
      assert.deepEqual({ how, code, reason }, { how: "frame", code: 4321, reason: "enough" });
    });

    for (const row of FAULTS) {
      const [fault] = row;
      const [code, cause, verdict, sentence] = expected(browser, row);
      it(`diagnoses the fault ${fault} as ${code}, ${cause}, ${verdict}`, async () => {
        await page.press(fault);
        const card = await page.card();
        assert.equal(card.code, code);
        assert.equal(card.cause, cause);
        assert.ok(card.verdict.startsWith(verdict), card.verdict);
        assert.match(card.sentence, sentence);
        assert.match(card.reference, /^(RFC 6455 §|https:\/\/)/);
        await page.until("what comes next", async () =>
          /^(Retry \d+ |No retry: )/.test(await page.read("#latest .next")),
        );
      });
    }

    it("does not take a clean close for a good one", async () => {
      await page.press("close-1011");
      const { reported, verdict } = await page.card();
      assert.equal(reported, "1011, clean");
      assert.match(verdict, /^retry/);
    });

    it("counts down to the retry, and makes it at once when asked to", async () => {
      await page.press("advice");
      const { next: first } = await page.until("a countdown", async () => {
        const card = await page.card();
        return card.next && card;
      });
      assert.match(first, /^Retry 1 in \d\.\d s$/);
      await page.until("a lower number", async () => (await page.read("#latest .next")) !== first);
      await page.click("#reconnect");
      await page.event("state", /waiting → connecting \(requested\)/);
    });

    it("comes back from a server that drops three times", async () => {
      await page.press("flap");
      await page.until("the fourth connection", async () =>
        (await page.read("#stats")).includes("4 opened of 4 tried"),
      );
      await page.isState("open");
      assert.equal((await page.events()).filter(({ kind }) => kind === "close").length, 3);
      assert.equal(await page.read("#latest .next"), "Retry 3 opened");
      assert.equal(await page.read("#earlier-count"), "2");
    });

    it("comes back from a server that was down, with what was sent meanwhile", async () => {
      await page.press("down");
      await page.click("#send-text");
      await page.card();
      await page.event("queued", /hello/);
      await page.isState("open");
      await page.event("message", /hello/);
    });

    it("comes back with fresh credentials", async () => {
      await page.press("stale-token");
      const card = await page.card();
      assert.equal(card.verdict, "reauthenticate");
      await page.until("the second connection", async () =>
        (await page.read("#stats")).includes("2 opened of 2 tried"),
      );
      await page.isState("open");
    });

    it("shows no more events than it can, and says so", async () => {
      await page.press("flood");
      await page.until("the flood", async () =>
        (await page.read("#stats")).includes("received1000 "),
      );
      await page.event("older", /(?:)/);
      assert.ok((await page.events()).length <= 201);
    });

    it("puts a typed error beside the field at fault and stays usable", async () => {
      await page.click("#send-text");
      assert.match((await page.error("message")).message, /connect first/);
      const attempts = [
        ["url", "", /^SyntaxError: /],
        ["url", "ws://", /^SyntaxError: /],
        ["url", "ftp://example.com", /^SyntaxError: .*ws:/],
        ["url", "ws://127.0.0.1/#part", /^SyntaxError: .*fragment/],
        ["protocols", "two words", /^SyntaxError: /],
        ["protocols", "same, same", /^SyntaxError: /],
        ["timeout", "-1", /^OptionError: connectTimeout is -1/],
        ["timeout", "soon", /^OptionError: connectTimeout is NaN/],
      ];
      for (const [field, text, message] of attempts) {
        const input = await page.find(`#${field}`);
        const good = await input.getAttribute("value");
        await page.type(`#${field}`, text);
        await page.click("#connect");
        const error = await page.error(field);
        assert.match(error.message, message, `${field}: ${text}`);
        assert.ok(error.invalid);
        await page.type(`#${field}`, good);
      }
      await page.click("#connect");
      await page.isState("open");
      for (const field of ["url", "protocols", "timeout"])
        assert.deepEqual(await page.error(field), { message: "", invalid: false });
    });

    it("keeps the connection when a close is refused", async () => {
      await page.click("#connect");
      await page.isState("open");
      for (const code of ["1001", "2999", "5000", "nonsense"]) {
        await page.type("#close-code", code);
        await page.click("#close");
        const { message, invalid } = await page.error("close-code");
        assert.match(message, /^InvalidAccessError: the close code \w+ is not/, code);
        assert.ok(invalid);
      }
      await page.type("#close-code", "1000");
      await page.type("#close-reason", "é".repeat(62));
      await page.click("#close");
      assert.match((await page.error("close-reason")).message, /^SyntaxError: .*123 bytes/);
      assert.equal(await page.read("#reason-bytes"), "124/123 bytes");
      await page.click("#send-text");
      await page.event("message", /hello/);
      assert.equal(await page.read("#state"), "open");
    });

    it("says that it is too early to send, without a queue", async () => {
      await page.click("#queues");
      await page.press("never");
      await page.click("#send-text");
      assert.match((await page.error("message")).message, /^InvalidStateError: /);
    });

    it("explains any code", async () => {
      const answers = [
        ["1000", "Normal Closure", "stop", "takes it"],
        ["1006", "Abnormal Closure", "retry with backoff", "throws InvalidAccessError"],
        ["1012", "Service Restart", "retry in 5 s to 30 s", "throws InvalidAccessError"],
        ["3000", "Unauthorized", "reauthenticate", "takes it"],
        ["65535", "", "stop", "throws InvalidAccessError"],
      ];
      for (const [code, name, verdict, sending] of answers) {
        await page.type("#code", code);
        const answer = await page.answer();
        assert.equal(answer.code, Number(code));
        if (name) assert.equal(answer.name, name);
        assert.equal(answer.verdict, verdict);
        assert.equal(answer["close(code)"], sending);
      }
      await page.type("#code", "4401");
      assert.equal((await page.answer())["decided by"], "the standard");
      await page.click("#code-profile option[value='graphql-transport-ws']");
      const { verdict, "decided by": source } = await page.answer();
      assert.deepEqual([verdict, source], ["stop", "the profile"]);
      for (const text of ["65536", "-1", "1.5", "abc"]) {
        await page.type("#code", text);
        assert.match((await page.error("code")).message, /^RangeError: .*0 to 65535$/);
      }
      await page.click("#registered button");
      assert.equal((await page.answer()).code, 1000);
    });

    it("works by keyboard alone", async () => {
      await (await page.find("#url")).sendKeys(Key.ENTER);
      await page.isState("open");
      await (await page.find("#message")).sendKeys(Key.ENTER);
      await page.event("message", /hello/);
      await (await page.find("[data-fault='close-1008']")).sendKeys(Key.SPACE);
      assert.equal((await page.card()).code, 1008);
    });

    it("fits a phone: nothing is wider than 390 px", async () => {
      await page.run(`
        const frame = document.createElement("iframe");
        frame.style.cssText = "width: 390px; height: 800px; border: 0";
        frame.id = "phone";
        frame.src = location.href;
        document.body.replaceChildren(frame);`);
      const ask = (script) =>
        page.run(`const page = document.querySelector("#phone").contentDocument; ${script}`);
      await page.until("the page in the frame", () =>
        ask("return Boolean(page.querySelector('#code-answer .card'))"),
      );
      await ask(`
        for (const group of page.querySelectorAll("details")) group.open = true;
        page.querySelector("[data-fault='close-1012']").click();`);
      await page.until("a card in the frame", () =>
        ask("return Boolean(page.querySelector('#latest .next')?.textContent)"),
      );
      assert.equal(await ask("return page.documentElement.clientWidth <= 390"), true);
      assert.equal(
        await ask("return page.documentElement.scrollWidth - page.documentElement.clientWidth"),
        0,
      );
    });
  });
}
