// The bench as its tests see it: what one can do there, and what one can read.
import { installPacked } from "../../../scripts/www/packed.mjs";
import { serveSite } from "../../../scripts/www/serve.mjs";
import { Page } from "./page.mjs";

/** Serves the site of the packed package. Resolves to `{ url, close() }`. */
export async function serveBench() {
  await installPacked();
  const server = await serveSite({ live: false });
  const { port } = server.httpServer.address();
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

export class BenchPage extends Page {
  /** A fresh page, whose script has run. What it saves is kept for `saved()`. */
  async load({ hash = "", folder = "" } = {}) {
    // Without this an address that differs in its hash alone would load nothing.
    await this.driver.get("about:blank");
    await this.driver.get(`${this.site}/${folder}bench/${hash && `#${hash}`}`);
    await this.until("the script", () =>
      this.run("return !!document.querySelector('.uplot canvas')"),
    );
    await this.run(`
      // By the window: in Firefox a script of WebDriver has a global object of its own.
      window.savedBlobs = [];
      window.URL.createObjectURL = (blob) => (window.savedBlobs.push(blob), "blob:none");
      window.HTMLAnchorElement.prototype.click = () => {};
    `);
  }

  async present() {
    return [await this.read(".present"), ...(await this.rows()).slice(-12)].join("\n");
  }

  /** Sets an option, wherever it is folded away. */
  choose(path, value) {
    return this.run(setOption, path, value);
  }

  async connect(url) {
    if (url !== undefined) await this.type("#url", url);
    await this.click("#connect");
    // WebKitGTK at times loses a click on what has only just moved. A bad address stays idle, too, and is
    // told the same twice.
    const left = async () => (await this.state()) !== "idle";
    await this.driver.wait(left, 1_000).catch(() => this.click("#connect"));
  }

  isState(state) {
    return this.until(`the state ${state}`, async () => (await this.state()) === state);
  }

  state() {
    return this.run("return document.querySelector('.present').dataset.state");
  }

  /** The words of the rows of the log that are in the document. */
  rows() {
    return this.run(
      "return [...document.querySelectorAll('.log-rows .row')].map((row) => row.dataset.kind + ' ' + row.querySelector('.text').textContent)",
    );
  }

  row(pattern) {
    return this.until(`the row ${pattern}`, async () =>
      (await this.rows()).find((row) => pattern.test(row)),
    );
  }

  card() {
    return this.run(`
      const card = document.querySelector(".now .close-card:not(.empty)");
      return card && { ...card.dataset, next: card.querySelector(".next")?.textContent ?? "", text: card.textContent };
    `);
  }

  /** Waits until these words, or what matches them, stand beside a field. */
  faultIs(id, words) {
    const isSo = (text) => (words instanceof RegExp ? words.test(text) : text === words);
    return this.until(`${words} beside ${id}`, async () => isSo(await this.read(`#${id}-fault`)));
  }

  /** The text or, of an image, the facts of what was saved last. */
  saved() {
    return this.until("a file", () => this.runAsync(readSaved));
  }

  /** How many pixels of a plot have about the colour of a style sheet's property. */
  pixels(plot, colour) {
    return this.run(countPixels, plot, colour);
  }

  /** What a plot looks like, to be compared. */
  picture(plot) {
    return this.run(
      "return document.querySelector(arguments[0]).toDataURL()",
      `[data-plot=${plot}] canvas`,
    );
  }

  /** The errors in the console, but for those of connections, which are what the bench is for. */
  async consoleErrors() {
    const entries = await this.console();
    return entries
      .filter(
        ({ level, message }) => level.name === "SEVERE" && !/WebSocket connection to/.test(message),
      )
      .map(({ message }) => message);
  }

  /** Drops a file of so many bytes on the form. */
  drop(name, size) {
    return this.run(
      `const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(arguments[1])], arguments[0]));
      document.querySelector("form.send").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));`,
      name,
      size,
    );
  }
}

/** Runs in the page. */
function setOption(path, value) {
  const input = document.getElementById(`option-${path.replace(".", "-")}`);
  if (input.type === "checkbox") input.checked = value === "true";
  else input.value = value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Runs in the page. */
async function readSaved(done) {
  const blob = window.savedBlobs.pop();
  if (!blob) return done(null);
  if (blob.type !== "image/png") return done(await blob.text());
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const colours = new Set();
  for (let at = 0; at < data.length; at += 4)
    colours.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
  done({ width: bitmap.width, height: bitmap.height, colours: [...colours] });
}

/** Runs in the page. */
function countPixels(plot, name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const wanted = getComputedStyle(probe).color.match(/\d+/g).map(Number);
  probe.remove();
  const canvas = document.querySelector(`[data-plot=${plot}] canvas`);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4)
    if (
      wanted.every((value, index) => Math.abs(data[at + index] - value) < 40) &&
      data[at + 3] > 250
    )
      count += 1;
  return count;
}
