import { Tell } from "./tell.js";

export { Tell };

/** @internal Tells what happens to the machine and the page, where there is one. */
export function watchPage(tell: (kind: Tell) => void, signal: AbortSignal): void {
  const scope = globalThis as Partial<typeof globalThis>;
  const page = scope.document;
  for (const [target, type, kind] of [
    [scope, "online", Tell.Online],
    [scope, "offline", Tell.Offline],
    [scope, "pagehide", Tell.Frozen],
    [scope, "pageshow", Tell.Resumed],
    [page, "freeze", Tell.Frozen],
    [page, "resume", Tell.Resumed],
    // The page's timers may have been throttled while it was hidden.
    [page, "visibilitychange", Tell.Wake],
  ] as [Partial<EventTarget> | undefined, string, Tell][]) {
    const hear = (event: Event) => {
      // A page that is left for good is not frozen.
      if ((event as PageTransitionEvent).persisted !== false) tell(kind);
    };
    target?.addEventListener?.(type, hear, { signal });
  }
  if (scope.navigator?.onLine === false) tell(Tell.Offline);
}
