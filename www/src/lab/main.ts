// The lab at work: each part of the page is filled from what the parts share.
import { pageLang } from "../i18n/lang.js";
import { wireAnnouncer } from "./announcer.js";
import { wireChaos } from "./chaos-view.js";
import { whileVisible } from "./clock.js";
import { wireControls } from "./controls.js";
import { wireDuel } from "./duel-view.js";
import { lab } from "./lab.js";
import { wireLink } from "./link.js";

const lang = pageLang();
wireControls(lang);
wireChaos(lang);
wireAnnouncer(lang);
wireLink();
const draw = wireDuel(lang);
// What counts down is drawn again and again; everything else when it changes.
whileVisible(() => {
  if (lab.duel && lab.duel.stoppedAt === undefined) draw();
});
