import type { ProfileName } from "closewise";
import { el } from "./dom.js";

const NAMES = [
  "graphql-transport-ws",
  "pusher",
  "centrifugo",
  "discord",
  "aws-api-gateway",
] as const satisfies readonly ProfileName[];

export function fillProfiles(select: HTMLSelectElement): void {
  select.append(
    el("option", { value: "" }, "none"),
    ...NAMES.map((name) => el("option", { value: name }, name)),
  );
}

export const chosenProfile = (select: HTMLSelectElement): ProfileName | undefined =>
  NAMES.find((name) => name === select.value);
