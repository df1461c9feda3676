/** Imports a client. A `copy` of its own name is a module of its own, as a page of its own would have. */
export const load = (name, copy = "") =>
  import(`/clients/${name}.js${copy === "" ? "" : `?copy=${copy}`}`);

/** From name to client module, for all the names. */
export async function loadAll(names) {
  const modules = await Promise.all(names.map((name) => load(name)));
  return Object.fromEntries(names.map((name, i) => [name, modules[i]]));
}
