// All signatures at a glance, by what they point to, the shortest time first.
import type { Signature } from "closewise/suspects";
import { html } from "lit";
import { referenceLink } from "../card/reference-link.js";
import { fill } from "../i18n/fill.js";
import { label } from "../i18n/labels.js";
import type { Lang } from "../i18n/lang.js";
import { linkTo, type Place } from "../site/links.js";
import { addressOf, type Page } from "../site/page.js";
import { signaturePath } from "./paths.js";
import { signatureTitle, whenItEnds } from "./signature-words.js";
import { REFERENCE_STYLES } from "./styles.js";
import { signatures } from "./tables.js";
import { words } from "./words.js";

export function signaturesIndex(lang: Lang): Page {
  const place: Place = { lang, path: "signatures/" };
  const of = words(lang).signatures;
  const kinds = [...new Set(signatures.map(({ kind }) => kind))];
  return {
    ...place,
    title: of.title,
    description: fill(of.description, { count: signatures.length }),
    section: "signatures",
    styles: REFERENCE_STYLES,
    jsonLd: (siteUrl) => ({
      "@context": "https://schema.org",
      "@type": "ItemList",
      name: of.title,
      numberOfItems: signatures.length,
      itemListElement: signatures.map((signature, index) => ({
        "@type": "ListItem",
        position: index + 1,
        name: signatureTitle(signature, lang),
        url: siteUrl + addressOf({ lang, path: signaturePath(signature) }),
      })),
    }),
    body: html`
      <h1>${of.heading}</h1>
      <p class="lead">${of.lead}</p>
      <table class="codes signatures">
        <thead>
          <tr>
            <th scope="col">${of.who}</th>
            <th scope="col">${of.when}</th>
            <th scope="col">${of.code}</th>
            <th scope="col">${words(lang).claims.source}</th>
          </tr>
        </thead>
        ${kinds.map(
          (kind) => html`
            <tbody>
              <tr class="range"><th colspan="4" scope="rowgroup">${label(lang, `kind.${kind}`)}</th></tr>
              ${byTime(signatures.filter((signature) => signature.kind === kind)).map((signature) => row(place, signature))}
            </tbody>
          `,
        )}
      </table>
    `,
  };
}

const row = (place: Place, signature: Signature) => html`
  <tr>
    <th scope="row"><a href=${linkTo(place, signaturePath(signature))}>${signature.name}</a></th>
    <td>${whenItEnds(signature, place.lang)}</td>
    <td class="number">${signature.codes?.join(", ") ?? words(place.lang).signatures.anyCode}</td>
    <td class="source">${referenceLink(signature.reference)}</td>
  </tr>
`;

const byTime = (some: readonly Signature[]): Signature[] =>
  [...some].sort(
    (one, other) =>
      (one.span?.millis ?? Number.POSITIVE_INFINITY) -
      (other.span?.millis ?? Number.POSITIVE_INFINITY),
  );
