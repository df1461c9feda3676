// From the arguments of the command to what it prints.
import { readFileSync } from "node:fs";
import { diagnose } from "../dist/index.js";
import { suspects } from "../dist/suspects.js";
import { codesTable } from "./codes.mjs";
import { suggestion, UsageError } from "./complaints.mjs";
import { columns } from "./layout.mjs";
import { OPTIONS, readOptions } from "./options.mjs";
import { profileNamed } from "./profiles.mjs";
import { report } from "./report.mjs";

/** What the arguments ask for, as text. Throws a `UsageError` if they cannot be understood. */
export function answer(args, paint) {
  const { words, given } = readOptions(args);
  if (given.help) return help(paint);
  if (given.version) return `${version()}\n`;
  const [word, ...others] = words;
  if (word === undefined) {
    throw new UsageError("there is no close code; try: closewise 1006, or closewise --help");
  }
  if (word === "codes") {
    checkForTable(others, given);
    return codesTable(given, paint);
  }
  if (others.length > 0) {
    throw new UsageError(`one close code at a time: ${words.join(" ")} are ${words.length}`);
  }
  const diagnosis = diagnose(closeOf(word, given), contextOf(given), {
    profile: given.profile === undefined ? undefined : profileNamed(given.profile),
    suspects,
  });
  return given.json ? `${JSON.stringify(diagnosis, null, 2)}\n` : report(diagnosis, paint);
}

/** The table is of all codes, and of no close. */
function checkForTable([other], given) {
  if (other !== undefined) {
    throw new UsageError(`codes lists them all: leave out ${other}, or the word codes`);
  }
  const useless = Object.keys(given).find((name) => name !== "profile" && name !== "json");
  if (useless)
    throw new UsageError(`--${useless} is of a close, and codes lists codes: leave it out`);
}

function closeOf(word, given) {
  const code = Number(word);
  if (!/^\d+$/.test(word)) {
    const hint = suggestion(word, ["codes"]);
    throw new UsageError(`${JSON.stringify(word)} is no close code${hint || ", such as 1006"}`);
  }
  if (code > 65_535) {
    throw new UsageError(`${word} is no close code: they go from 0 to 65535`);
  }
  return { code, ...propertiesOf("close", given) };
}

const contextOf = (given) => ({
  opened: !given["not-opened"],
  ...propertiesOf("context", given),
});

/** What the options say of a close, or of its context. */
function propertiesOf(part, given) {
  const named = Object.entries(given).filter(([name]) => OPTIONS[name][part]);
  return Object.fromEntries(named.map(([name, value]) => [OPTIONS[name][part], value]));
}

function version() {
  const manifest = new URL("../package.json", import.meta.url);
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}

function help({ bold }) {
  const rows = Object.entries(OPTIONS).map(([name, { takes, says }]) => [
    takes ? `--${name} ${takes}` : `--${name}`,
    says,
  ]);
  return [
    bold("closewise CODE [OPTIONS]"),
    "  says why a WebSocket closed with that code, who typically does that, and",
    "  what to do",
    bold("closewise codes [--profile NAME]"),
    "  lists the codes that are registered, or those of a protocol",
    "",
    "The more it is told, the more it can say:",
    ...columns(rows, "  "),
    "",
    "For example: closewise 1006 --uptime 60 --silence 60",
    "",
  ].join("\n");
}
