import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { type Assets, documentOf } from "../shell/shell.js";
import type { Page } from "./page.js";

/** A page as a file. The marks that Lit needs to wake a template up are left out: no page does that. */
export function renderPage(page: Page, assets: Assets): string {
  const text = collectResultSync(render(documentOf(page, assets)));
  return `<!doctype html>\n${text.replace(/<!--.*?-->/gs, "").replace(/\n\s*\n+/g, "\n")}\n`;
}
