import { html } from "lit";
import { diagnose } from "closewise";
import { closeCard } from "../card/close-card.js";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import type { Page } from "../site/page.js";

/** The front page: the lab, which its script fills. */
export const labPage = (lang: Lang): Page => ({
  lang,
  path: "",
  title: `closewise: ${strings(lang).site.tagline}`,
  description: strings(lang).site.tagline,
  section: "lab",
  body: html`<h1>${strings(lang).site.tagline}</h1>${closeCard(diagnose({ code: 1012, wasClean: true }, { opened: true }), lang)}`,
});
