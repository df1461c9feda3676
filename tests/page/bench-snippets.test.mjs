// The code that the bench shows: every option of it is checked by the compiler of its language, and JavaScript is run.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { transform } from "esbuild";
import ts from "typescript";
import { at, targetDir } from "../../scripts/lib/paths.mjs";
import { execute } from "../../scripts/lib/run.mjs";
import { TARGET, wasmEnv } from "../../scripts/lib/toolchain.mjs";
import { FOLDER, load } from "./support/bench-modules.mjs";
import { allSettings } from "./support/bench-settings.mjs";

const modules = await load(`
  export * from "./options.js";
  export * from "./option-row.js";
  export * from "./values.js";
  export { clientOptions } from "./client-options.js";
  export { jsSnippet } from "./snippet-js.js";
  export { rustSnippet } from "./snippet-rust.js";
`);
const { OPTIONS, chosen, clientOptions, faultOf, jsSnippet, rustSnippet, rowOf } = modules;
const all = allSettings(modules);

const folder = join(FOLDER, `snippets-${process.pid}`);
mkdirSync(folder, { recursive: true });
after(() => rmSync(folder, { recursive: true }));

test("the settings choose every option, with values that the page takes", () => {
  const paths = new Set(all.flatMap(({ values }) => Object.keys(values)));
  assert.deepEqual([...paths].toSorted(), OPTIONS.map(({ path }) => path).toSorted());
  for (const { values } of all)
    for (const [path, value] of Object.entries(values))
      assert.equal(faultOf(rowOf(path), value), undefined, `${path}=${value}`);
});

test("the snippets in TypeScript pass the compiler", () => {
  assert.deepEqual(
    complaints(
      all.map((settings) => jsSnippet(settings, "ts")),
      "ts",
    ),
    [],
  );
});

test("the snippets in JavaScript pass the compiler, too", () => {
  // What a message of a codec or a schema is can be said in TypeScript alone.
  const plain = all.filter(
    (settings) => chosen(settings, "codec") === "" && chosen(settings, "schema") === "",
  );
  assert.deepEqual(
    complaints(
      plain.map((settings) => jsSnippet(settings, "js")),
      "js",
    ),
    [],
  );
});

test("the snippets in JavaScript make the client that the page makes", async () => {
  for (const settings of all) {
    const [url, protocols = [], options = {}] = await run(jsSnippet(settings, "js"));
    assert.equal(url, settings.url);
    assert.equal(protocols.join(", "), settings.protocols);
    const given = clientOptions(settings, {
      signal: new AbortController().signal,
      WebSocket: class {},
    });
    assert.deepEqual(comparable(options), comparable(given), JSON.stringify(settings.values));
  }
});

test("the snippets in Rust compile for a browser", { timeout: 600_000 }, async () => {
  const source = join(folder, "src");
  mkdirSync(source, { recursive: true });
  const names = all.map((_, index) => `s${index}`);
  for (const [index, settings] of all.entries())
    writeFileSync(join(source, `${names[index]}.rs`), rustSnippet(settings));
  // Whoever pastes one calls it.
  const head =
    '#![allow(dead_code)]\n#![deny(unused_imports, unused_mut)]\n#![cfg(target_arch = "wasm32")]\n';
  writeFileSync(join(source, "lib.rs"), head + names.map((name) => `mod ${name};\n`).join(""));
  writeFileSync(join(folder, "Cargo.toml"), MANIFEST);
  copyFileSync(at("Cargo.lock"), join(folder, "Cargo.lock"));
  const env = { ...wasmEnv(), CARGO_TARGET_DIR: targetDir };
  const args = ["check", "--quiet", "--target", TARGET];
  const { code, output } = await execute("cargo", args, { cwd: folder, env, show: false });
  assert.equal(code, 0, output.slice(0, 5000));
});

const MANIFEST = `[package]
name = "bench-snippets"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
closewise = { path = ${JSON.stringify(at())}, features = ["typed"] }
futures-util = { version = "0.3", default-features = false, features = ["sink"] }
serde = { version = "1", features = ["derive"] }
`;

/** What the compiler says of these files, under the rules of the checkout. */
function complaints(codes, extension) {
  const files = codes.map((code, index) => {
    const file = join(folder, `${extension}-${index}.${extension === "ts" ? "mts" : "mjs"}`);
    // A module of its own each, also where it imports nothing.
    writeFileSync(file, code);
    return file;
  });
  const { config } = ts.readConfigFile(at("tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, at());
  const program = ts.createProgram(files, {
    ...options,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    // Parameters of JavaScript have no types.
    noImplicitAny: extension === "ts",
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const { line = 0 } = file ? file.getLineAndCharacterOfPosition(start) : {};
    const source = file?.text
      .split("\n")
      .slice(Math.max(0, line - 3), line + 2)
      .join("\n");
    return `${ts.flattenDiagnosticMessageText(messageText, " ")}\n${source}`;
  });
}

/** Runs a snippet whose clients never connect; resolves to what the constructor was given. */
async function run(code) {
  const { code: body } = await transform(code, { format: "cjs" });
  const require = createRequire(import.meta.url);
  const { Client } = await import("closewise");
  let given;
  class Idle extends Client {
    constructor(url, protocols, options) {
      // With the names and the values that the package judges.
      super(url, protocols, { ...options, signal: undefined, autoConnect: false });
      given = [url, protocols, options];
    }
    open() {}
  }
  const resolve = (name) => (name === "closewise" ? { Client: Idle } : require(name));
  new Function("require", "WebSocket", body)(resolve, class {});
  return given;
}

/** Options whose functions and instances are told by what they are alone. */
function comparable(options) {
  return JSON.parse(
    JSON.stringify(options, (key, value) => {
      if (typeof value === "function") return key === "random" ? value() : "a function";
      if (value instanceof AbortSignal) return "a signal";
      if (key === "~standard") return "a schema";
      return value === Number.POSITIVE_INFINITY ? "Infinity" : value;
    }),
  );
}
