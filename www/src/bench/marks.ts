import type { State, Verdict } from "closewise";
import type { Mark } from "../card/mark.js";

/** What a state means; idle means nothing yet. */
export const markOfState = (state: State, verdict?: Verdict | undefined): Mark | undefined => {
  switch (state) {
    case "idle":
      return undefined;
    case "open":
      return "open";
    case "ended":
      return "stopped";
    default:
      return verdict?.action === "reauthenticate" ? "credentials" : "waiting";
  }
};

export const markOfVerdict = ({ action }: Verdict): Mark =>
  action === "retry" ? "waiting" : action === "stop" ? "stopped" : "credentials";
