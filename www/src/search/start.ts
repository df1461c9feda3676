/** Loads the search once somebody enters it. */
export function startSearch(): void {
  const field = document.querySelector<HTMLInputElement>("#search");
  const list = document.querySelector<HTMLElement>("#search-results");
  if (!field || !list) return;
  const load = async () => {
    const { Combobox } = await import("./combobox.js");
    await new Combobox(field, list).load();
  };
  field.addEventListener("focus", load, { once: true });
  if (document.activeElement === field) field.dispatchEvent(new Event("focus"));
}
