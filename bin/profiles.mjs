// The profiles of the package, by name.
import * as profiles from "../dist/profiles.js";
import { suggestion, UsageError } from "./complaints.mjs";
import { wrap } from "./layout.mjs";

/** A profile by its own name, or by that of JavaScript: graphql-transport-ws, graphqlTransportWs. */
export function profileNamed(name) {
  const entries = Object.entries(profiles);
  const found = entries.find(([key, profile]) => key === name || profile.name === name);
  if (found) return found[1];
  const names = entries.map(([, profile]) => profile.name);
  const problem = `there is no profile ${JSON.stringify(name)}${suggestion(name, names)}`;
  throw new UsageError([problem, ...wrap(`There are: ${names.join(", ")}`)].join("\n"));
}
