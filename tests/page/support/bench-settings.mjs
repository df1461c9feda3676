// Settings of the bench that together choose every option, and every kind of value of each.

const AWKWARD = 'say "hi" to \\ ünïcode 😀\nand\t\u0007';

/** The values that a test chooses for an option. */
export function samplesOf({ kind, default: usual }) {
  switch (kind.type) {
    case "switch":
      return [usual === "true" ? "false" : "true"];
    case "number":
      return [...numbersOf(kind), ...(kind.words ?? [])].filter((value) => value !== usual);
    case "choice":
      return kind.choices.filter((choice) => choice !== usual);
    case "codes":
      return ["4001=stop", "4001=stop, 4100-4199=retry, 4200=retry-now,4201 = reauthenticate"];
    case "override":
      return ["never-opened=stop", "dropped=retry-now", "closed-by-peer=reauthenticate"];
    case "text":
      return ["plain", AWKWARD];
  }
}

function numbersOf({ unit, least, most }) {
  if (unit === "none") return most < 1 ? ["0", "0.5"] : ["1", "2.25", String(most)];
  return [Math.max(least, 12_345), least, most].map(String);
}

/** One settings for each sample, and one with all options at once. */
export function allSettings({ OPTIONS, NOTHING, withValue, PARTS }) {
  const url = "wss://example.com/feed?a=1";
  const nothing = { ...NOTHING, url };
  const partsOn = (settings) => PARTS.reduce((sum, part) => withValue(sum, part, "true"), settings);
  // The low-water mark may not be above the high one.
  const roomFor = (path) =>
    path === "lowWaterMark" ? withValue(nothing, "highWaterMark", "Infinity") : nothing;
  const each = OPTIONS.flatMap((row) =>
    samplesOf(row).map((value) => {
      const isInPart = row.path.includes(".");
      const around = isInPart ? partsOn(nothing) : roomFor(row.path);
      return withValue(around, row.path, value);
    }),
  );
  const all = OPTIONS.reduce(
    (settings, row) =>
      PARTS.includes(row.path) ? settings : withValue(settings, row.path, samplesOf(row)[0]),
    partsOn({ ...nothing, protocols: "chat, v2.chat" }),
  );
  return [nothing, { ...nothing, protocols: "chat" }, ...each, all];
}
