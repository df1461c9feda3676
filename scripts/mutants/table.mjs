const OUTCOMES = ["caught", "missed", "unviable", "timeout"];

/** How many mutants of each file met which end, in Markdown. */
export function table(outcomes) {
  const files = [...new Set(outcomes.map(({ file }) => file))].sort();
  const rows = files.map((name) => {
    const here = outcomes.filter(({ file }) => file === name);
    return [`\`${name}\``, ...counts(here)];
  });
  const all = [["", ...OUTCOMES], ["---", ...OUTCOMES.map(() => "--:")], ...rows];
  all.push(["all", ...counts(outcomes)]);
  return all.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const counts = (outcomes) =>
  OUTCOMES.map((name) => outcomes.filter(({ outcome }) => outcome === name).length);
