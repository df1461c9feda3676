// The five faults that tell the story, in its order.
import { type Fault, faultOf } from "../faults/faults.js";

export type StepId = "restart" | "vanish" | "credentials" | "half-open" | "outage";

export interface Step {
  readonly id: StepId;
  readonly fault: Fault;
}

export const STEPS: readonly Step[] = [
  // Open for long enough to be seen beside a wait of up to 30 s.
  { id: "restart", fault: { ...faultOf("close-1012"), path: "/close?code=1012&after=2000" } },
  { id: "vanish", fault: faultOf("as-nginx-idle") },
  { id: "credentials", fault: faultOf("stale-token") },
  { id: "half-open", fault: faultOf("heartbeat") },
  { id: "outage", fault: faultOf("down") },
];
