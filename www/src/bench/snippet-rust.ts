// The settings as code in Rust, ready to paste.

import { duration } from "./option-forms.js";
import { grouped, type OptionRow, type RustCall, rustQuoted } from "./option-row.js";
import { chosen, chosenRows, protocolsOf, type Settings } from "./values.js";

export function rustSnippet(settings: Settings): string {
  const calls = chosenRows(settings).flatMap((row) => callOf(row, settings));
  const protocols = protocolsOf(settings).map(rustQuoted);
  const isTyped = chosen(settings, "codec") === "json" || chosen(settings, "schema") !== "";
  const isIdle = chosen(settings, "autoConnect") === "false";
  const lines = [
    `Client::builder(${rustQuoted(settings.url)})`,
    ...(protocols.length > 0 ? [`.protocols([${protocols.join(", ")}])`] : []),
    ...calls.map(({ code }) => code),
    isIdle ? ".build()?;" : ".connect()?;",
  ];
  const uses = [
    `closewise::client::{${[...crateNames(calls), "Client", "Event"].sort().join(", ")}}`,
    ...otherUses(calls),
    "futures_util::StreamExt",
    ...(isTyped ? ["serde::{Deserialize, Serialize}"] : []),
  ];
  return `${uses
    .sort()
    .map((use) => `use ${use};`)
    .join("\n")}
${isTyped ? typedMessage(settings) : ""}
async fn follow() -> Result<(), Box<dyn std::error::Error>> {
    let ${isTyped ? "" : "mut "}client = ${lines.join("\n").replaceAll("\n", "\n        ")}
${isIdle ? "    client.open()?;\n" : ""}${isTyped ? "    let mut client = client.typed::<Message, Message>();\n" : ""}    while let Some(event) = client.next().await {
        match event {
            Event::Message(message) => println!("{message:?}"),
            Event::Closed(closed) => println!("{}", closed.diagnosis),
            Event::Ended(end) => println!("over: {end:?}"),
            _ => {}
        }
    }
    Ok(())
}
`;
}

function callOf(row: OptionRow, settings: Settings): RustCall[] {
  const { rust, kind } = row;
  const value = chosen(settings, row.path);
  if ("none" in rust) return [{ code: `// ${rust.none}` }];
  if ("partOf" in rust) return [];
  if ("call" in rust) return [rust.call(value, (path) => chosen(settings, path))];
  switch (rust.as) {
    case "duration":
      return [{ code: `.${rust.method}(${duration(value)})`, uses: ["std::time::Duration"] }];
    case "float":
      return [{ code: `.${rust.method}(${value.includes(".") ? value : `${value}.0`})` }];
    case "integer": {
      const type = kind.type === "number" && kind.unit === "bytes" ? "u64" : "u32";
      const most = type === "u64" ? Number.MAX_SAFE_INTEGER : 4_294_967_295;
      const written = Number(value) > most ? `${type}::MAX` : grouped(value);
      return [{ code: `.${rust.method}(${written})` }];
    }
    case "flag":
      return [{ code: `.${rust.method}(${value})` }];
  }
}

const CLIENT = "closewise::client::";

const usesOf = (calls: readonly RustCall[]) => [...new Set(calls.flatMap(({ uses = [] }) => uses))];

const crateNames = (calls: readonly RustCall[]) =>
  usesOf(calls)
    .filter((use) => use.startsWith(CLIENT))
    .map((use) => use.slice(CLIENT.length));

const otherUses = (calls: readonly RustCall[]) =>
  usesOf(calls).filter((use) => !use.startsWith(CLIENT));

/** What a message is, as serde reads and writes it; it needs the feature `typed` of the crate. */
function typedMessage(settings: Settings): string {
  const property = chosen(settings, "schema") || "type";
  return `
/// What a message of your application is. The crate's feature \`typed\` reads and writes it.
#[derive(Debug, Deserialize, Serialize)]
struct Message {
    #[serde(rename = ${rustQuoted(property)})]
    kind: String,
}
`;
}
