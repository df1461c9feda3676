// The lab: one client at a time, and views that watch it.
import { Client, type ClientOptions, type Source } from "closewise";
import { wireCodeExplorer } from "./code-explorer.js";
import {
  chosenOptions,
  chosenProtocols,
  chosenUrl,
  showUrl,
  tryToConnect,
  wireConnectForm,
} from "./connect-form.js";
import { Diagnoses } from "./diagnoses.js";
import { byId } from "./dom.js";
import { EventLog } from "./event-log.js";
import { showFaultButtons, unmark } from "./fault-buttons.js";
import { type Fault, withFreshKey } from "./faults.js";
import { Statistics } from "./statistics.js";
import { Status } from "./status.js";
import { wireTalkForms } from "./talk-forms.js";

const chaos = import.meta.env.VITE_CHAOS_URL ?? "ws://127.0.0.1:9001";
const faults = byId("faults", HTMLElement);
const log = new EventLog(byId("events", HTMLOListElement), byId("log", HTMLElement));
const views = [new Status(), new Diagnoses(), new Statistics(), log];

let present: Client | undefined;
let watching = new AbortController();

wireConnectForm(`${chaos}/echo`, () => {
  unmark(faults);
  connect(chosenUrl(), chosenOptions());
});
showFaultButtons(faults, (fault) => tryToConnect(() => press(fault)));
wireTalkForms(() => {
  if (!present) throw new Error("there is no client yet: connect first");
  return present;
}, log);
wireCodeExplorer();
byId("clear", HTMLButtonElement).addEventListener("click", () => log.clear());
byId("reconnect", HTMLButtonElement).addEventListener("click", () => present?.reconnect());
void greetChaos();

/** What it throws leaves the client at work as it is. */
function connect(source: Source, options: ClientOptions): void {
  const client = new Client(source, chosenProtocols(), options);
  watching.abort();
  watching = new AbortController();
  if (present && present.state !== "ended") {
    log.add("replaced", present.url);
    present.close();
  }
  present = client;
  log.add("connect", client.url || "the provider gives the URL");
  for (const view of views) view.watch(client, watching.signal);
}

function press({ path, note, options, provide }: Fault): void {
  const url = chaos + withFreshKey(path);
  showUrl(url);
  connect(provide ? (attempt) => chaos + provide(attempt) : url, {
    ...chosenOptions(),
    ...options,
  });
  if (note) log.add("note", note);
}

/** Says whether the faults can be had. */
async function greetChaos(): Promise<void> {
  const place = byId("chaos", HTMLElement);
  try {
    await fetch(`${chaos.replace(/^ws/, "http")}/control/health`);
    place.textContent = `The chaos server is at ${chaos}.`;
  } catch {
    place.textContent = `There is no chaos server at ${chaos}: start both with npm start.`;
  }
}
