import { lines } from "../build/facts.js";

let split: string[] | undefined;

/** @internal The texts of diagnoses, each known by its place. */
export const texts = (): readonly string[] => (split ??= lines.split("|"));
