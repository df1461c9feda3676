// What is said of a URL that no socket can be made of.
import { assert } from "chai";
import { Client } from "closewise";
import { thrownBy } from "./support/both.js";

describe("a bad URL", () => {
  for (const [url, message] of [
    [
      "ftp://example.com/feed",
      'the URL "ftp://example.com/feed" has the scheme ftp:; allowed are ws:, wss:, http: and https:',
    ],
    [
      "localhost:8080/feed",
      'the URL "localhost:…" has the scheme localhost:; allowed are ws:, wss:, http: and https:',
    ],
    [
      "wss://example.com/feed#top",
      'the URL "wss://example.com/feed#…" has a fragment (#), which no socket takes',
    ],
    ["ws://[::1/feed", 'the URL "ws://[::1/feed" cannot be parsed'],
    ["ws://", 'the URL "ws://" cannot be parsed'],
  ] as const) {
    it(`such as ${url} is quoted, with what is wrong with it`, () => {
      const error = thrownBy(() => new Client(url)) as DOMException;
      assert.equal(error.name, "SyntaxError");
      assert.equal(error.message, message);
    });
  }

  for (const url of [
    "ftp://user:hush@example.com/?token=hush",
    "wss://user:hush@example.com/?token=hush#hush",
    "user:hush@example.com",
    "ws://user:hush@[::1",
    "ws://user:hu/sh@example.com",
    "ws://user:h#hush@example.com",
    "ws://[::1/?token=hush",
    "ws:\\\\user:hush@[::1",
  ]) {
    it(`such as ${url.replaceAll("hush", "…")} is quoted without its secrets`, () => {
      const error = thrownBy(() => new Client(url)) as DOMException;
      assert.equal(error.name, "SyntaxError");
      assert.notMatch(error.message, /hush|hu\/sh/);
    });
  }
});
