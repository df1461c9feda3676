import type { Announced, Profile } from "./profiles.js";
import type { Verdict } from "./verdict.js";

/** @internal A profile as the crate prints it, with rows in the place of `read`. */
export type AnnouncingTable = Omit<Profile, "read"> & {
  readonly announcements: readonly Announcement[];
};

/** @internal A message by which a protocol announces a close: `Announcement` of src/close/announcement.rs. */
export interface Announcement {
  readonly message: Pattern;
  readonly notice: { readonly close: Verdict } | { readonly move: Verdict } | "withdrawn";
  /** The path to the URL of the next connection. */
  readonly url?: string;
}

/** What a message looks like: it is a text, begins with one, or is a JSON object that has all these members. */
type Pattern =
  | { readonly text: string }
  | { readonly prefix: string }
  | {
      readonly members: readonly {
        readonly path: string;
        readonly is: string | number | boolean;
      }[];
    };

/** @internal The profile of a protocol that announces its closes. */
export function announcing({ announcements, ...profile }: AnnouncingTable): Profile {
  return { ...profile, read: (data) => read(announcements, data) };
}

/** What ends each of several records in one message (SignalR). No JSON has it: in a text it is written as an escape. */
const RECORD_SEPARATOR = "\x1e";

/** No record of JSON that is longer is looked into: announcements are short, and what is large would take time. */
const LONGEST = 4096;

/** Of the records in a message, the last that announces anything counts; of the rows, the first that fits. */
function read(announcements: readonly Announcement[], data: unknown): Announced | undefined {
  if (typeof data !== "string") return undefined;
  let announced: Announced | undefined;
  for (const record of data.split(RECORD_SEPARATOR)) {
    const json = objectOf(record);
    const row = announcements.find(({ message }) => fits(message, record, json));
    if (row) announced = announcedBy(row, json);
  }
  return announced;
}

function announcedBy({ notice, url }: Announcement, json: unknown): Announced {
  if (notice === "withdrawn") return { verdict: undefined };
  const next = url && valueAt(json, url);
  return {
    verdict: "move" in notice ? notice.move : notice.close,
    url: typeof next === "string" ? next : undefined,
    moveNow: "move" in notice,
  };
}

function fits(pattern: Pattern, record: string, json: unknown): boolean {
  if ("text" in pattern) return record === pattern.text;
  if ("prefix" in pattern) return record.startsWith(pattern.prefix);
  return pattern.members.every(({ path, is }) => valueAt(json, path) === is);
}

/** What a record is as JSON; undefined where it is no object. */
function objectOf(record: string): unknown {
  if (record.length > LONGEST || !record.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(record);
  } catch {
    return undefined;
  }
}

/** The member of an object within others, all of whose names are in the path. */
function valueAt(json: unknown, path: string): unknown {
  let value = json;
  for (const name of path.split(".")) {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isObject || !Object.hasOwn(value as object, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
