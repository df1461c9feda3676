import type { Profile } from "closewise";
import * as profiles from "closewise/profiles";
import { el } from "./dom.js";

const ALL: readonly Profile[] = Object.values(profiles);

export function fillProfiles(select: HTMLSelectElement): void {
  select.append(
    el("option", { value: "" }, "none"),
    ...ALL.map(({ name }) => el("option", { value: name }, name)),
  );
}

export const chosenProfile = (select: HTMLSelectElement): Profile | undefined =>
  ALL.find(({ name }) => name === select.value);
