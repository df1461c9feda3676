import { Tell } from "./tell.js";

/** What the events of the machine and of the page say. */
const SAYS: Record<string, Tell> = {
  online: Tell.Online,
  offline: Tell.Offline,
  pagehide: Tell.Frozen,
  pageshow: Tell.Resumed,
  freeze: Tell.Frozen,
  resume: Tell.Resumed,
  // The page's timers may have been throttled while it was hidden.
  visibilitychange: Tell.Wake,
};

/** @internal Tells what happens to the machine and the page, where there is one. */
export function watchPage(tell: (kind: Tell) => void, signal: AbortSignal): void {
  const scope = globalThis as Partial<typeof globalThis>;
  const hear = (event: Event) => {
    // A page that is left for good is not frozen.
    if ((event as PageTransitionEvent).persisted !== false) tell(SAYS[event.type] as Tell);
  };
  for (const target of [scope, scope.document]) {
    for (const type in SAYS) target?.addEventListener?.(type, hear, { signal });
  }
  if (scope.navigator?.onLine === false) tell(Tell.Offline);
}
