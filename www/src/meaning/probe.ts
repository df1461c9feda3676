// Tries a server as a client would, and tells each step when it happens.
import { Client, type Diagnosis, type Investigation, investigate } from "closewise";
import type { Profile } from "closewise/profiles";
import { suspects } from "closewise/suspects";

/** What is tried. */
export interface Server {
  readonly url: string;
  readonly protocols: string[];
  readonly profile: Profile | undefined;
}

/** What happens to an attempt. */
export type Happening =
  | { readonly kind: "constructed" | "failed" | "asking" }
  | { readonly kind: "open"; readonly protocol: string }
  | { readonly kind: "message"; readonly data: unknown }
  | { readonly kind: "closed"; readonly code: number; readonly reason: string }
  | { readonly kind: "answered"; readonly investigation: Investigation };

export interface Listener {
  /** `at` is in ms since the beginning. */
  step(happening: Happening, at: number): void;
  /** It is over. */
  end(diagnosis: Diagnosis): void;
}

/**
 * Connects once, and stays until either side closes. What never opened is investigated. Returns what closes it. Throws
 * what the constructor throws.
 */
export function probe({ url, protocols, profile }: Server, listener: Listener): () => void {
  const begin = performance.now();
  const tell = (happening: Happening) => listener.step(happening, performance.now() - begin);
  const client = new Client(url, protocols, { reconnect: false, queue: false, profile, suspects });
  tell({ kind: "constructed" });
  const abort = new AbortController();
  let hasOpened = false;
  client.addEventListener("open", () => {
    hasOpened = true;
    tell({ kind: "open", protocol: client.protocol });
  });
  client.addEventListener("message", ({ data }) => tell({ kind: "message", data }), { once: true });
  client.addEventListener("close", async ({ code, reason, diagnosis }) => {
    const hasFailed = !hasOpened && diagnosis.cause !== "requested";
    if (hasFailed) tell({ kind: "failed" });
    tell({ kind: "closed", code, reason });
    listener.end(hasFailed ? await investigated(url, diagnosis, tell, abort.signal) : diagnosis);
  });
  return () => {
    abort.abort();
    client.close();
  };
}

/** The diagnosis with the suspects that a plain request to the same address leaves. */
async function investigated(
  url: string,
  diagnosis: Diagnosis,
  tell: (happening: Happening) => void,
  signal: AbortSignal,
): Promise<Diagnosis> {
  tell({ kind: "asking" });
  try {
    const investigation = await investigate(url, { signal });
    tell({ kind: "answered", investigation });
    return { ...diagnosis, suspects: investigation.suspects };
  } catch {
    // It was given up.
    return diagnosis;
  }
}
