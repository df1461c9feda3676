import { probeEndings } from "./probes/endings.js";
import { probeOutbox } from "./probes/outbox.js";
import { probeStall } from "./probes/stall.js";
import { probeTries } from "./probes/tries.js";
import { countDials } from "./support/dials.js";
import { loadAll } from "./support/load.js";

/** Resolves to what each probe found of each client. */
export default async function probe(names, chaos) {
  const dials = countDials();
  const clients = await loadAll(names);
  const each = async (look) => {
    const found = names.map((name) => look({ name, chaos, dials, ...clients[name] }));
    return Object.fromEntries((await Promise.all(found)).map((value, i) => [names[i], value]));
  };
  const [endings, stall, tries, outbox] = await Promise.all(
    [probeEndings, probeStall, probeTries, probeOutbox].map(each),
  );
  return { endings, stall, tries, outbox };
}
