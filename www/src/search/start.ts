/** Loads the search once somebody enters it. */
export function startSearch(): void {
  const field = document.querySelector<HTMLInputElement>("#search");
  const list = document.querySelector<HTMLElement>("#search-results");
  const status = document.querySelector<HTMLElement>("#search-status");
  if (!field || !list || !status) return;
  const load = async () => {
    const { Combobox } = await import("./combobox.js");
    await new Combobox(field, list, status).load();
  };
  field.addEventListener("focus", load, { once: true });
  if (document.activeElement === field) field.dispatchEvent(new Event("focus"));
}
