import { render } from "lit";

/**
 * A place of the page that a script fills from now on. What the page came with goes when the script has something to
 * put in its place, in one step.
 */
export function mount(id: string): (template: unknown) => void {
  const place = document.getElementById(id);
  if (!place) throw new Error(`the page has no place ${id}`);
  let isFirst = true;
  return (template) => {
    if (isFirst) place.replaceChildren();
    isFirst = false;
    render(template, place);
  };
}
