// The options of the command, and how they are read.
import { parseArgs } from "node:util";
import { suggestion, UsageError } from "./complaints.mjs";

/**
 * Each option: what it takes, if anything, and what it is for; `context` and `close` name the property of what
 * `diagnose` is given.
 */
export const OPTIONS = {
  uptime: { takes: "SECONDS", context: "uptime", says: "how long it had been open" },
  silence: {
    takes: "SECONDS",
    context: "inboundSilence",
    says: "for how long nothing had come in",
  },
  "silence-out": {
    takes: "SECONDS",
    context: "outboundSilence",
    says: "for how long nothing had gone out",
  },
  clean: { close: "wasClean", says: "the event's wasClean was true" },
  reason: { takes: "TEXT", close: "reason", says: "the event's reason" },
  "not-opened": { says: "it never opened" },
  elapsed: {
    takes: "SECONDS",
    context: "elapsed",
    says: "after how long the attempt failed, if it never opened",
  },
  "opened-before": {
    context: "openedBefore",
    says: "a connection to this address had opened before",
  },
  offline: { context: "offline", says: "the machine was offline" },
  url: { takes: "URL", context: "url", says: "the address: its scheme and host are looked at" },
  page: { takes: "URL", context: "page", says: "the address of the page that connects" },
  profile: { takes: "NAME", says: "what the codes mean to a protocol, such as pusher" },
  json: { says: "print it as JSON, for programs" },
  help: { says: "print this" },
  version: { says: "print the version" },
};

/** `{ words, given }`: what is no option, and the options that were given, with their values. */
export function readOptions(args) {
  const { tokens } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(OPTIONS).map(([name, { takes }]) => [
        name,
        { type: takes ? "string" : "boolean" },
      ]),
    ),
  });
  const words = [];
  const given = {};
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    else if (token.kind === "option") given[token.name] = read(token);
  }
  checkTogether(given);
  return { words, given };
}

function read({ name, rawName, value, inlineValue }) {
  if (!Object.hasOwn(OPTIONS, name)) {
    const names = Object.keys(OPTIONS).map((known) => `--${known}`);
    throw new UsageError(`${rawName} is no option${suggestion(rawName, names)}`);
  }
  const { takes } = OPTIONS[name];
  if (!takes) {
    if (value === undefined) return true;
    throw new UsageError(`${rawName} takes no value`);
  }
  // What looks like an option is none of another's values, unless it is joined to it by "=".
  if (value === undefined || (!inlineValue && value.startsWith("--"))) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${takes}`);
  }
  return takes === "SECONDS" ? millisOf(rawName, value) : value;
}

function millisOf(option, value) {
  if (/^(\d+\.?\d*|\.\d+)$/.test(value)) return Math.round(Number(value) * 1000);
  throw new UsageError(
    `${option} is ${JSON.stringify(value)}; it takes seconds, such as 60 or 0.5`,
  );
}

/** Some options contradict each other: some speak of a connection that had opened, and some of one that had not. */
function checkTogether(given) {
  for (const name of ["silence", "silence-out"]) {
    if (given[name] > given.uptime) {
      throw new UsageError(
        `--${name} is longer than --uptime: it cannot have been silent before it opened`,
      );
    }
  }
  if (!given["not-opened"]) {
    if (given.elapsed === undefined) return;
    throw new UsageError("--elapsed is of an attempt that never opened: add --not-opened");
  }
  for (const name of ["uptime", "silence", "silence-out"]) {
    if (given[name] === undefined) continue;
    throw new UsageError(`--${name} is of a connection that had opened: leave out --not-opened`);
  }
}
