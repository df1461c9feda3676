import { installedBrowsers, isPresent } from "../lib/browsers.mjs";
import * as debian from "../lib/debian.mjs";
import { Failure } from "../lib/failure.mjs";

const PACKAGES = [
  "chromium",
  "chromium-driver",
  "firefox-esr",
  "webkit2gtk-driver",
  "xvfb",
  "xauth",
];

/** Chromium and Firefox are required; WebKit is tested where it is, and Debian has it. */
export const browsers = {
  what: "installing the browsers",
  usually: "2 min",
  needed: () => missing().length > 0,
  async run() {
    if (debian.canInstall()) {
      await debian.install(
        PACKAGES,
        "The browsers could not be installed: allow access to a Debian mirror",
      );
    }
    const absent = missing();
    if (absent.length > 0) {
      throw new Failure(
        `Missing: ${absent.join(", ")}. Install Chromium with chromedriver and Firefox (Debian: apt-get install ${PACKAGES.join(" ")})`,
      );
    }
  },
};

function missing() {
  const required = ["chromium", "firefox"];
  if (debian.canInstall()) required.push("webkit");
  return required.filter(
    (name) => !(name === "firefox" ? installedBrowsers.firefox().browser : isPresent(name)),
  );
}
