// What every page does: it keeps the language that was chosen, and searches.
import { LANGS, type Lang, pageLang } from "../i18n/lang.js";
import { startSearch } from "../search/start.js";

const CHOICE = "closewise-language";

for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-lang]")) {
  link.addEventListener("click", () => {
    remember(link.dataset["lang"]);
    // What the page shows may be behind the #.
    link.hash = location.hash;
  });
}
followChoice();
startSearch();

function remember(lang: string | undefined): void {
  try {
    if (lang) localStorage.setItem(CHOICE, lang);
  } catch {
    // Without storage the choice holds for this page alone.
  }
}

/** Whoever comes to the front page in another language than the one they chose is led on. A link to a page is kept. */
function followChoice(): void {
  const chosen = choice();
  const { root = "./" } = document.documentElement.dataset;
  const isFrontPage = root === (pageLang() === "en" ? "./" : "../");
  const isFromHere = document.referrer.startsWith(location.origin);
  if (!chosen || chosen === pageLang() || !isFrontPage || isFromHere) return;
  const other = document.querySelector<HTMLAnchorElement>(`a[data-lang="${chosen}"]`);
  if (other) location.replace(other.href + location.hash);
}

function choice(): Lang | undefined {
  try {
    const kept = localStorage.getItem(CHOICE);
    return LANGS.find((lang) => lang === kept);
  } catch {
    return undefined;
  }
}
