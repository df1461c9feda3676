import { load } from "./support/load.js";
import { expect, signal } from "./support/wait.js";

/** Resolves to the ms that the page's first construction takes, and those until that client is open. */
export default async function measure(name, chaos) {
  const { connect } = await load(name);
  const [opened, open] = signal();
  const on = { open: () => open(performance.now()) };
  const start = performance.now();
  const client = connect(`${chaos}/echo`, on);
  const made = performance.now();
  const at = await expect(`${name} opens`, opened);
  client.close();
  return { made: made - start, open: at - start };
}
