import { lines } from "../build/facts.js";

let split: string[] | undefined;

/** @internal A text by its place. */
export function line(place: number): string {
  split ??= lines.split("|");
  return split[place] as string;
}
