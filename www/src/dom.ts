// Two helpers, so that the views read as what they show.

type Child = Node | string | undefined;

/** Makes an element. Properties with a dash are attributes, all others are the element's own. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-")) element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** The element of this id, which the page has. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return element;
}

/** A list of terms and descriptions, without those that are undefined. */
export function terms(rows: Record<string, Child>, className = ""): HTMLDListElement {
  return el(
    "dl",
    { className },
    ...Object.entries(rows)
      .filter(([, description]) => description !== undefined)
      .map(([term, description]) => el("div", {}, el("dt", {}, term), el("dd", {}, description))),
  );
}
