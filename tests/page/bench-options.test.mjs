// The bench's table of options against the package's own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Client, OptionError } from "closewise";
import { at } from "../../scripts/lib/paths.mjs";
import { load } from "./support/bench-modules.mjs";

const { OPTIONS, PARTS, boot, numberOptions, RULES, WORDS } = await load(`
  export { OPTIONS } from "./options.js";
  export { PARTS } from "./option-row.js";
  export { boot } from "../../../js/boot.js";
  export { numberOptions } from "../../../build/glue/closewise.js";
  export { RULES, WORDS } from "../../../js/option-rules.js";
`);
boot();

test("the table has every option of the package, and no other", () => {
  const paths = OPTIONS.map(({ path }) => path);
  assert.deepEqual(paths.toSorted(), [...Object.keys(RULES), ...numberOptions()].toSorted());
});

test("a part comes before the options in it, in a group of its name", () => {
  for (const part of PARTS) {
    const [first, ...others] = OPTIONS.filter(({ group }) => group === part);
    assert.equal(first.path, part);
    for (const { path } of others) assert.ok(path.startsWith(`${part}.`), path);
  }
});

test("numbers have the bounds and the words of the package", () => {
  for (const path of numberOptions()) {
    const { kind } = OPTIONS.find((row) => row.path === path);
    assert.equal(kind.type, "number", path);
    const { message } = refusal(path, Number.NaN);
    const [, least, most] = /a number from (\S+) to (\S+)$/.exec(message) ?? assert.fail(message);
    assert.deepEqual([kind.least, kind.most], [Number(least), Number(most)], path);
    assert.deepEqual(kind.words ?? [], WORDS[path] ?? [], path);
  }
});

test("defaults are those that the package documents", () => {
  const source = readFileSync(at("js", "options.ts"), "utf8");
  for (const { path, default: value, kind } of OPTIONS) {
    const documented = defaultOf(source, path);
    if (value === "Infinity") assert.match(documented, /no limit \(`Infinity`\)/, path);
    else if (kind.type === "number" && value !== "" && !kind.words)
      assert.equal(documented.replaceAll(" ", "").match(/^[\d.]*\d/)?.[0], value, path);
    else if (value !== "" && documented)
      assert.match(documented, DOCUMENTED[value] ?? new RegExp(value), path);
  }
});

test("every option is explained in both languages", () => {
  for (const { path, explain } of OPTIONS) {
    assert.match(explain.en, /^[A-Z].*[.)]$/s, path);
    assert.match(explain.zh, /[\u4e00-\u9fff].*。$/s, path);
  }
});

/** What the documentation calls a switch. */
const DOCUMENTED = { true: /reconnect|keep|true/, false: /none|false|platform's/ };

/** What the doc comment of an option says after "Default:", on one line. */
function defaultOf(source, path) {
  const [owner, name] = path.includes(".") ? path.split(".") : ["client", path];
  const start = source.search(new RegExp(`interface ${owner}Options`, "i"));
  const body = source.slice(start, source.indexOf("\n}\n", start));
  const [, comment = ""] =
    new RegExp(`/\\*\\*((?:(?!\\*/).)*)\\*/\\s*${name}\\??:`, "s").exec(body) ?? [];
  return /Default:\s*(.*)/s.exec(comment.replaceAll(/\s*\*\s*/g, " "))?.[1] ?? "";
}

function refusal(path, value) {
  const [part, name] = path.split(".");
  const needed = { handshake: { check: () => "accept" }, liveness: { probe: false } };
  const options = name ? { [part]: { ...needed[part], [name]: value } } : { [part]: value };
  try {
    new Client("ws://localhost", [], { ...options, autoConnect: false });
  } catch (error) {
    assert.ok(error instanceof OptionError);
    return error;
  }
  return assert.fail(`${path} took ${value}`);
}
