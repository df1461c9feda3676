// What Rust calls, and what TypeScript is told that Rust calls, method by method.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../../src/export/listener.rs", import.meta.url), "utf8");

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** Each method with the names of what it is given, in order. */
const signature = (name, parameters) =>
  `${camelCase(name)}(${parameters
    .split(",")
    .map((parameter) => camelCase(parameter.split(":")[0].trim()))
    .filter((parameter) => parameter && parameter !== "this")
    .join(", ")})`;

function imported() {
  const methods = source.matchAll(/fn (\w+)\(\s*(this: &Listener[^)]*)\)/g);
  return Array.from(methods, ([, name, parameters]) => signature(name, parameters));
}

function declared() {
  const [, body] = /export interface Listener \{(.*?)\n\}/s.exec(source);
  const methods = body.matchAll(/^ +(\w+)\((.*?)\): /gm);
  return Array.from(methods, ([, name, parameters]) => signature(name, parameters));
}

test("the interface of a listener is what Rust imports, argument by argument", () => {
  assert.ok(imported().includes("retry(attempt, delay)"), "the imports are read");
  assert.deepEqual(declared(), imported());
});
