// The settings as code in JavaScript and TypeScript, ready to paste.
import { type OptionRow, PARTS, quoted, type Setup } from "./option-row.js";
import { chosen, chosenRows, protocolsOf, type Settings } from "./values.js";

export function jsSnippet(settings: Settings, language: "js" | "ts"): string {
  const rows = chosenRows(settings);
  const valueAt = (row: OptionRow) => chosen(settings, row.path);
  const setups = rows.flatMap((row) => row.setup?.(valueAt(row), language) ?? []);
  const type = language === "ts" ? messageType(settings) : undefined;
  const before = [type?.declaration, ...setups.map((setup) => setup.before)];
  const given = `${type?.argument ?? ""}(${argumentsOf(settings, rows)})`;
  const blocks = [
    importsOf(setups),
    ...before.filter((block) => block !== undefined),
    `const client = new Client${given};`,
    AFTER(chosen(settings, "autoConnect") === "false"),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const AFTER = (
  isIdle: boolean,
) => `client.addEventListener("message", ({ data }) => console.log(data));
client.addEventListener("close", ({ diagnosis }) => console.log(diagnosis.sentence));
client.addEventListener("end", ({ reason }) => console.log("over:", reason));${isIdle ? "\nclient.open();" : ""}`;

function importsOf(setups: readonly Setup[]): string {
  const all = [
    { name: "Client", from: "closewise" },
    ...setups.flatMap(({ imports = [] }) => imports),
  ];
  const modules = [...new Set(all.map(({ from }) => from))];
  return modules
    .map((from) => {
      const names = all
        .filter((one) => one.from === from)
        .map((one) => ("type" in one ? `type ${one.name}` : one.name));
      return `import { ${names.join(", ")} } from "${from}";`;
    })
    .join("\n");
}

/** JSON may hold anything: what a message is has to be said. */
function messageType(settings: Settings) {
  const isJson = chosen(settings, "codec") === "json";
  const property = chosen(settings, "schema");
  if (!isJson && !property) return undefined;
  const body = property ? `  readonly ${quoted(property)}: unknown;` : "  readonly type: string;";
  return {
    declaration: `/** What a message of your application is. */\ninterface Message {\n${body}\n}`,
    // A schema says it by itself.
    argument: property ? "" : "<Message>",
  };
}

function argumentsOf(settings: Settings, rows: readonly OptionRow[]): string {
  const url = quoted(settings.url);
  const protocols = `[${protocolsOf(settings).map(quoted).join(", ")}]`;
  if (rows.length > 0) return `${url}, ${protocols}, ${optionsOf(settings, rows)}`;
  return protocols === "[]" ? url : `${url}, ${protocols}`;
}

function optionsOf(settings: Settings, rows: readonly OptionRow[]): string {
  const written = (row: OptionRow) => row.js(chosen(settings, row.path));
  const nameIn = ({ path }: OptionRow, part: string) => path.slice(part.length + 1);
  const entries = rows.flatMap((row) => {
    const part = PARTS.find((name) => row.path.startsWith(`${name}.`));
    const inner = (name: string) => rows.filter(({ path }) => path.startsWith(`${name}.`));
    if (!part) {
      // An object says by itself that the part is on.
      const isSaidBelow = PARTS.some((name) => name === row.path) && inner(row.path).length > 0;
      return isSaidBelow ? [] : [entry("  ", row.path, written(row))];
    }
    const options = inner(part);
    if (options[0] !== row) return [];
    const lines = options.map((one) => entry("    ", nameIn(one, part), written(one)));
    return [`  ${part}: {\n${lines.join("\n")}\n  },`];
  });
  return `{\n${entries.join("\n")}\n}`;
}

const entry = (indent: string, name: string, value: string) =>
  name === value ? `${indent}${name},` : `${indent}${name}: ${value},`;
