// The site as its tests read it.
import { Page } from "./page.mjs";

export class Reader extends Page {
  /** A page of the same origin in which `sticksOut` may show others. */
  visitFrame(path) {
    return this.driver.get(new URL(path, this.site).href);
  }

  /** A fresh page, which keeps what goes wrong in it. */
  async visit(path) {
    // An address that differs by its hash alone would load nothing.
    await this.driver.get("about:blank");
    await this.driver.get(this.site + path);
    await this.run(watchFaults);
  }

  /** The texts of all such elements. */
  readAll(selector) {
    return this.run(
      "return [...document.querySelectorAll(arguments[0])].map(({ textContent }) => textContent.trim())",
      selector,
    );
  }

  address() {
    return this.driver.getCurrentUrl();
  }

  /** What sticks out of a page that is shown in so many pixels: no window is as narrow as a phone. */
  sticksOut(path, width) {
    return this.runAsync(framed, this.site + path, width);
  }

  /** What went wrong in the page since it was visited: uncaught errors, and what its policy blocked. */
  faults() {
    return this.run("return window.faults");
  }
}

/** Runs in the page. */
function watchFaults() {
  window.faults = [];
  addEventListener("error", ({ message }) => window.faults.push(message));
  addEventListener("unhandledrejection", ({ reason }) => window.faults.push(String(reason)));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    window.faults.push(`${violatedDirective} ${blockedURI}`),
  );
}

/** Runs in the page. */
function framed(url, width, done) {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width: ${width}px; height: 800px; border: 0`;
  frame.src = url;
  frame.onload = () => {
    const { documentElement: root, body } = frame.contentDocument;
    const isWider = root.scrollWidth > root.clientWidth;
    const wide = [...body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    frame.remove();
    done(
      isWider ? wide.slice(0, 3).map(({ tagName, className }) => `${tagName} ${className}`) : [],
    );
  };
  document.body.append(frame);
}
