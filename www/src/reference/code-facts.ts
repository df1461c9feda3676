// What the standard says of a code, as the facts of a close card.
import { CloseCode, type CodeFacts } from "closewise";
import { html, nothing } from "lit";
import { label } from "../i18n/labels.js";
import { linkTo, type Place } from "../site/links.js";
import { rangePath } from "./paths.js";
import { ranges } from "./tables.js";
import { words } from "./words.js";

type Fact = readonly [name: string, value: unknown];

export function codeFacts(facts: CodeFacts, place: Place): Fact[] {
  const { lang } = place;
  const of = words(lang).code;
  const range = ranges().find(({ name }) => name === facts.range);
  const constant = Object.entries(CloseCode).find(([, code]) => code === facts.code)?.[0];
  return [
    [
      of.range,
      range
        ? html`<a href=${linkTo(place, rangePath(range))}>${label(lang, `range-label.${facts.range}`)}</a>`
        : nothing,
    ],
    [of.sender, label(lang, `sender-label.${facts.sender}`)],
    [of.wire, facts.mayBeOnWire ? of.wireYes : facts.isLocal ? of.wireNever : of.wireNot],
    [of.browserSends, facts.mayBrowserSend ? of.yes : of.no],
    [of.constant, constant ? html`<code>CloseCode.<wbr />${constant}</code>` : nothing],
  ];
}
