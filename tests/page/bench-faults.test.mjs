// What the bench says of options that do not go together, which only the package can tell.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/bench-modules.mjs";

// What a page has, and Node 20 has not.
Object.assign(globalThis, { location: new URL("http://127.0.0.1/"), WebSocket: class {} });

const { Bench } = await load('export { Bench } from "./bench.js";');

const CONFLICTS = [
  {
    values: { "reconnect.baseDelay": "50", "reconnect.maxDelay": "10" },
    at: "reconnect.maxDelay",
    en: "It may not be under reconnect.baseDelay, which is 50.",
    zh: "不能小于 reconnect.baseDelay（50）。",
  },
  {
    values: { lowWaterMark: "2000000" },
    at: "highWaterMark",
    en: "It may not be under lowWaterMark, which is 2000000.",
    zh: "不能小于 lowWaterMark（2000000）。",
  },
  {
    values: { profile: "twitchEventSub", liveness: "true", "liveness.probe": "ping" },
    at: "liveness.probe",
    en: "The profile twitchEventSub lets the client send nothing: leave this empty.",
    zh: "协议码表 twitchEventSub 不允许客户端发送消息，请将此项留空。",
  },
];

for (const { values, at, ...words } of CONFLICTS) {
  for (const lang of ["en", "zh"]) {
    test(`${at}, where another option does not allow it, is refused in the words of ${lang}`, () => {
      const bench = new Bench(lang);
      bench.change({ url: "ws://127.0.0.1:1/", values });
      assert.equal(bench.connect(), at);
      assert.equal(bench.faults.get(at), words[lang]);
    });
  }
}
