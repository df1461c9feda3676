// Looks for the chaos server, and says so where there is none.
import { fill } from "../i18n/fill.js";
import type { Lang } from "../i18n/lang.js";
import { strings } from "../i18n/strings.js";
import { chaosAddress, mayAsk } from "./chaos.js";
import { chaosNotice } from "./chaos-notice.js";
import { lab } from "./lab.js";
import { mount } from "./mount.js";

export function wireChaos(lang: Lang): void {
  const show = mount("chaos");
  const showWhere = mount("chaos-where");
  const words = strings(lang).lab.chaos;
  let invalid = false;
  const look = (text: string) => {
    const url = chaosAddress(text);
    invalid = url === undefined;
    if (url) void lab.look(url);
    else lab.changed();
  };
  lab.subscribe(() => {
    const { url, presence } = lab.chaos;
    show(chaosNotice(lab.chaos, lang, { invalid, look }));
    showWhere(fill(words[presence], { url }));
  });
  if (mayAsk()) void lab.look(lab.chaos.url);
}
