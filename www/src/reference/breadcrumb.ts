import { html, type TemplateResult } from "lit";
import { linkTo, type Place } from "../site/links.js";
import { addressOf } from "../site/page.js";

/** A step of the way to a page: what it is called, and its path. */
export type Step = readonly [name: string, path: string];

/** The way to a page, which itself is the last step. */
export const breadcrumb = (
  place: Place,
  steps: readonly Step[],
  here: string,
): TemplateResult => html`
  <nav class="breadcrumb" aria-label=${here}>
    <ol>
      ${steps.map(([name, path]) => html`<li><a href=${linkTo(place, path)}>${name}</a></li>`)}
      <li aria-current="page">${here}</li>
    </ol>
  </nav>
`;

/** The same for search engines. */
export const breadcrumbData = (
  place: Place,
  steps: readonly Step[],
  here: string,
  siteUrl: string,
) => ({
  "@type": "BreadcrumbList",
  itemListElement: [...steps, [here, place.path] as const].map(([name, path], index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: siteUrl + addressOf({ lang: place.lang, path }),
  })),
});
