// The command `closewise`, as a shell runs it.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { diagnose, registry } from "closewise";
import * as profiles from "closewise/profiles";
import { suspects } from "closewise/suspects";
import { paintFor } from "../../bin/layout.mjs";
import { at } from "../../scripts/lib/paths.mjs";

/** Runs the command, which begins with the name of the package's `bin`. */
function run(...args) {
  const { bin } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const { status, stdout, stderr } = spawnSync(process.execPath, [at(bin.closewise), ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function printed(...args) {
  const { status, stdout, stderr } = run(...args);
  assert.deepEqual([status, stderr], [0, ""]);
  return stdout;
}

/** A text without its line breaks. */
const joined = (text) => text.replace(/\s+/g, " ");

test("it prints what happened, who does that, what to check, the verdict and what backs it", () => {
  const text = printed("1006", "--uptime", "60", "--silence", "60", "--silence-out=60");
  const lasted = { uptime: 60_000, inboundSilence: 60_000, outboundSilence: 60_000 };
  const said = diagnose({ code: 1006 }, { opened: true, ...lasted }, { suspects });
  const [event, worth] = [said.explanation.at(0), said.explanation.at(-1)];
  const suspicions = said.suspects.flatMap(({ name, remedy }) => [name, remedy]);
  let rest = joined(text);
  for (const part of [event.text, ...suspicions, worth.text, said.reference]) {
    assert.ok(rest.includes(part), part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
  assert.equal(said.suspects[0].name, "nginx");
});

test("it fits into 80 columns, but for addresses, and has no colour in a pipe", () => {
  for (const args of [["1006", "--not-opened"], ["1012"], ["codes"], ["--help"]]) {
    for (const line of printed(...args).split("\n")) {
      assert.ok(line.length <= 80 || /^\[\d\] https:/.test(line), line);
      assert.ok(!line.includes("\x1b"), line);
    }
  }
});

test("there is colour on a terminal, unless NO_COLOR says otherwise", (t) => {
  const before = process.env.NO_COLOR;
  t.after(() => {
    if (before === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = before;
  });
  delete process.env.NO_COLOR;
  assert.equal(paintFor({ isTTY: true }).bold("a"), "\x1b[1ma\x1b[22m");
  assert.equal(paintFor({ isTTY: false }).bold("a"), "a");
  process.env.NO_COLOR = "1";
  assert.equal(paintFor({ isTTY: true }).bold("a"), "a");
});

test("as JSON it is the diagnosis", () => {
  const close = { code: 1000, reason: "bye", wasClean: true };
  const context = { opened: true, uptime: 600_000, outboundSilence: 60_500, inboundSilence: 1500 };
  const given = ["--uptime", "600", "--silence-out", "60.5", "--silence", "1.5"];
  const text = printed("1000", ...given, "--clean", "--reason", "bye", "--json");
  assert.deepEqual(JSON.parse(text), diagnose(close, context, { suspects }));
  assert.equal(JSON.parse(text).source, "signature");
});

test("an attempt that never opened is told apart by what is known of it", () => {
  const url = ["--url", "ws://example.com/", "--page", "https://example.com/"];
  const said = (...args) => JSON.parse(printed("1006", "--not-opened", "--json", ...args));
  assert.equal(said(...url).suspects[0].kind, "blocked");
  assert.equal(said("--opened-before", "--elapsed", "0.2").suspects[0].kind, "refused");
  assert.equal(said("--elapsed", "20").suspects[0].kind, "unreachable");
  assert.equal(said("--offline").cause, "offline");
});

test("each profile is known by its own name and by that of JavaScript", () => {
  for (const name of ["graphql-transport-ws", "graphqlTransportWs"]) {
    const { source, reference } = JSON.parse(printed("4401", "--profile", name, "--json"));
    assert.deepEqual([source, reference], ["profile", profiles.graphqlTransportWs.source]);
  }
});

test("the table of codes has all that are registered, or those of a profile", () => {
  const text = printed("codes");
  for (const { code, name } of registry()) assert.match(text, new RegExp(`^${code} +${name}`, "m"));
  assert.deepEqual(JSON.parse(printed("codes", "--json")), registry());
  assert.match(printed("codes", "--profile", "pusher"), /^4100-4199 +.*: retry/m);
});

test("the help names each option, and the version is the package's", () => {
  const text = printed("--help");
  for (const option of ["--uptime SECONDS", "--not-opened", "--profile NAME", "--json"]) {
    assert.ok(text.includes(option), option);
  }
  const { version } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  assert.equal(printed("--version"), `${version}\n`);
});

test("a reader that closes the pipe at once is no failure", async () => {
  const { bin } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const child = spawn(process.execPath, [at(bin.closewise), "codes"]);
  child.stdout.destroy();
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaint += text;
  });
  const [status] = await once(child, "close");
  assert.deepEqual([status, complaint], [0, ""]);
});

for (const [args, message] of [
  [[], /^closewise: there is no close code; try: closewise 1006/],
  [["70000"], /70000 is no close code: they go from 0 to 65535/],
  [["0x3e8"], /"0x3e8" is no close code, such as 1006/],
  [["code"], /did you mean codes\?/],
  [["1006", "1007"], /one close code at a time/],
  [["1006", "--uptme", "5"], /--uptme is no option; did you mean --uptime\?/],
  [["1006", "--colour"], /--colour is no option\n/],
  [["1006", "-v"], /-v is no option\n/],
  [["1006", "--uptime"], /--uptime needs a value: --uptime SECONDS/],
  [["1006", "--uptime", "--clean"], /--uptime needs a value/],
  [["1006", "--uptime", "-5"], /--uptime is "-5"; it takes seconds/],
  [["1006", "--silence", "1m"], /--silence is "1m"; it takes seconds/],
  [["1006", "--clean=yes"], /--clean takes no value/],
  [["1006", "--not-opened", "--uptime", "5"], /--uptime .* leave out --not-opened/],
  [["1006", "--silence", "90", "--uptime", "60"], /--silence is longer than --uptime: it cannot/],
  [["1006", "--uptime=1", "--silence-out=1.5"], /--silence-out is longer than --uptime/],
  [["1006", "--elapsed", "5"], /--elapsed .* add --not-opened/],
  [["4000", "--profile", "pushr"], /no profile "pushr"; did you mean pusher\?\nThere are: /],
  [["codes", "1006"], /codes lists them all: leave out 1006, or the word codes/],
  [["codes", "--uptime", "5"], /--uptime is of a close, .* leave it out/],
  [["codes", "--profile", "slack"], /no profile "slack"\nThere are: action-cable/],
]) {
  test(`"closewise ${args.join(" ")}" is answered in words`, () => {
    const { status, stdout, stderr } = run(...args);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, message);
  });
}
