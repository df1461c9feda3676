// Whatever the site looks up to show it in Chinese is in the table, and has what is filled in.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { createServer } from "vite";
import { closeCode, diagnose, registry } from "../../dist/index.js";
import * as profiles from "../../dist/profiles.js";
import { suspects } from "../../dist/suspects.js";
import { at } from "../../scripts/lib/paths.mjs";
import { installPacked } from "../../scripts/www/packed.mjs";
import { viteConfig } from "../../scripts/www/vite-config.mjs";

const HAN = /\p{Script=Han}/u;

describe("the words of the site", () => {
  let server;
  const load = (path) => server.ssrLoadModule(path);

  before(async () => {
    if (!existsSync(at("www", "node_modules", "closewise"))) await installPacked();
    server = await createServer({
      ...viteConfig(),
      server: { middlewareMode: true, hmr: false, watch: null, ws: false },
    });
  });
  after(() => server.close());

  it("have a name and, where English has one, a meaning for every code, range and row of a profile", async () => {
    const { lookUp } = await load("/src/i18n/labels.ts");
    const ranges = [0, 2000, 3999, 4999, 5000].map((code) => [
      `range.${closeCode(code).range}`,
      diagnose({ code }, { opened: true }).meaning,
    ]);
    const codes = registry().map(({ code, meaning }) => [`code.${code}`, meaning]);
    const rows = Object.values(profiles).flatMap(({ name, codes }) =>
      Object.entries(codes).map(([key, { meaning }]) => [`profile.${name}.${key}`, meaning]),
    );
    const missing = [...ranges, ...codes, ...rows].flatMap(([key, meaning]) => [
      ...(lookUp("zh", `${key}.name`) ? [] : [`${key}.name`]),
      ...(meaning && !lookUp("zh", key) ? [key] : []),
    ]);
    assert.deepEqual(missing, []);
  });

  it("have a sentence and a remedy for every signature", async () => {
    const { lookUp } = await load("/src/i18n/labels.ts");
    const missing = suspects
      .flatMap(({ key }) => [`signature.${key}.sentence`, `signature.${key}.remedy`])
      .filter((key) => !lookUp("zh", key));
    assert.deepEqual(missing, []);
  });

  it("have a title for every protocol", async () => {
    const { profileTitle } = await load("/src/reference/profile-titles.ts");
    for (const { name, codes } of Object.values(profiles)) {
      const isSame = profileTitle(name) === name;
      const isName =
        /^[a-z]+$/.test(name) || name === "graphql-transport-ws" || name === "obs-websocket";
      assert.ok(!isSame || isName || Object.keys(codes).length === 0, name);
    }
  });

  it("tell every diagnosis and every suspect in Chinese, with nothing left to fill in", async () => {
    const { sentenceOf, suspectWords } = await load("/src/i18n/diagnosis.ts");
    const wrong = new Set();
    for (const diagnosis of everyDiagnosis()) {
      for (const part of diagnosis.explanation) {
        const said = sentenceOf({ ...diagnosis, explanation: [part] }, "zh");
        if (!HAN.test(said) || /\{\w+\}/.test(said)) wrong.add(`${part.key}: ${said}`);
      }
      for (const suspect of diagnosis.suspects) {
        for (const said of [
          suspectWords(suspect, "zh").sentence,
          suspectWords(suspect, "zh").remedy,
        ]) {
          if (!HAN.test(said) || /\{\w+\}/.test(said)) wrong.add(`${suspect.key}: ${said}`);
        }
      }
    }
    assert.deepEqual([...wrong], []);
  });

  it("have a label for every kind, cause, verdict, source, range and sender, in both languages", async () => {
    const { lookUp } = await load("/src/i18n/labels.ts");
    const keys = new Set();
    for (const { cause, source, suspects, verdict } of everyDiagnosis()) {
      keys.add(`cause.${cause}`).add(`source-label.${source}`).add(`verdict.${verdict.action}`);
      for (const { kind } of suspects) keys.add(`kind.${kind}`);
    }
    for (const { kind } of suspects) keys.add(`kind.${kind}`);
    for (const code of [0, 1000, 1010, 1011, 1004, 3999, 4999, 5000]) {
      keys
        .add(`range-label.${closeCode(code).range}`)
        .add(`sender-label.${closeCode(code).sender}`);
    }
    const missing = ["en", "zh"].flatMap((lang) =>
      [...keys].filter((key) => !lookUp(lang, key)).map((key) => `${lang} ${key}`),
    );
    assert.deepEqual(missing, []);
  });

  it("name every signature first for the close that its page shows, and for the form that it leads to", async () => {
    const { asQuery, exampleOf } = await load("/src/reference/signature-example.ts");
    const { answerTo, faultsOf, fromQuery, toQuery } = await load("/src/meaning/asked.ts");
    for (const signature of suspects) {
      assert.equal(exampleOf(signature).suspects[0]?.key, signature.key);
      const asked = fromQuery(asQuery(signature));
      assert.deepEqual(faultsOf(asked, "en"), {});
      assert.equal(answerTo(asked).suspects[0]?.key, signature.key);
      assert.deepEqual(fromQuery(toQuery(asked)), asked);
    }
  });

  it("say the same in both languages, with the same places to fill in", async () => {
    const { words } = await load("/src/reference/words.ts");
    const { meaningWords } = await load("/src/meaning/words.ts");
    for (const of of [words, meaningWords]) {
      assert.deepEqual(places(of("zh")), places(of("en")));
    }
  });
});

/** Closes of every kind, as the site may come to show them. */
function* everyDiagnosis() {
  const contexts = [
    { opened: true },
    { opened: false },
    { opened: true, uptime: 70_000, inboundSilence: 60_000, outboundSilence: 60_000 },
    { opened: true, uptime: 60_000, inboundSilence: 10, outboundSilence: 10 },
    { opened: true, uptime: 90_000, earlierUptimes: [90_000, 90_000] },
    { opened: true, uptime: 99_000, inboundSilence: 44_000, earlierSilences: [44_000, 44_000] },
    { opened: false, blockedBy: "connect-src" },
    { opened: false, url: "ws://example.com/", page: "https://example.org/" },
    { opened: false, url: "wss://127.0.0.1/", delaysAttempts: true },
    { opened: false, timeout: "connect" },
    { opened: true, initiator: "client" },
    { opened: true, initiator: "client", timeout: "close" },
    { opened: true, offline: true },
    { opened: true, silent: true },
    { opened: true, suspended: true },
    { opened: true, aborted: true },
  ];
  const reasons = ["", "token expired", "rate limit exceeded", "idle timeout", "server restart"];
  const codes = [...registry().map(({ code }) => code), 500, 2500, 3500, 4500, 6000];
  for (const code of codes) {
    for (const context of contexts) {
      for (const wasClean of [false, true]) {
        for (const reason of reasons) {
          yield diagnose({ code, wasClean, reason }, context, { suspects });
        }
      }
    }
    yield diagnose(
      { code, wasClean: true, reason: '{"reconnect":false}' },
      { opened: true },
      { advice: true },
    );
    yield diagnose(
      { code, wasClean: true, reason: '{"reconnect":1}' },
      { opened: true },
      { advice: true },
    );
    yield diagnose({ code, wasClean: true }, { opened: true }, { codes: { [code]: "stop" } });
  }
  for (const profile of Object.values(profiles)) {
    for (const key of Object.keys(profile.codes)) {
      yield diagnose(
        { code: Number.parseInt(key, 10), wasClean: true },
        { opened: true },
        { profile },
      );
    }
  }
  for (const signature of suspects) yield closeOf(signature);
}

/** A close that a signature fits. */
function closeOf({ codes: [code], words: [reason = ""] = [], span }) {
  const millis = span?.millis ?? 0;
  const context = { opened: true, uptime: millis, inboundSilence: millis, outboundSilence: millis };
  return diagnose({ code, reason, wasClean: code !== 1006 }, context, { suspects });
}

/** The tree with, for each text, what is to be filled in. */
function places(tree) {
  if (typeof tree === "string") return (tree.match(/\{\w+\}/g) ?? []).sort();
  return Object.fromEntries(Object.entries(tree).map(([name, branch]) => [name, places(branch)]));
}
