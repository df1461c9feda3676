// The whole page. It is rendered where pages are made, and then by its script.
import { html, type TemplateResult } from "lit";
import type { Bench } from "./bench.js";
import { codeView } from "./code-view.js";
import { type ConnectActions, connectView } from "./connect-view.js";
import { type LogActions, logView } from "./log-view.js";
import { nowView } from "./now-view.js";
import { optionsView } from "./options-view.js";
import { closeView, sendView } from "./talk-view.js";
import { type TimeActions, timeView } from "./time-view.js";

export interface Actions {
  readonly connect: ConnectActions;
  readonly time: TimeActions;
  readonly log: LogActions;
  readonly copyCode: (text: string) => void;
}

export const benchView = (bench: Bench, actions: Actions): TemplateResult => html`
  ${nowView(bench)}
  <div class="steer">
    ${connectView(bench, actions.connect)}
    ${sendView(bench)}
    ${closeView(bench)}
    ${optionsView(bench)}
  </div>
  ${timeView(bench, actions.time)}
  ${logView(bench, actions.log)}
  ${codeView(bench, actions.copyCode)}
`;
