// What a topic measures with: a browser, the pages, the chaos server.

import { openBrowser } from "../../../tests/harness/browser.mjs";
import { startChaos } from "../../../tests/harness/chaos.mjs";
import { serveSite } from "./site.mjs";

/** Opens the browser `name` and starts both servers. `close()` ends them all. */
export async function openBench(name) {
  const opened = [];
  const close = async () => {
    for (const end of opened.reverse()) await end();
  };
  try {
    const chaos = await startChaos();
    opened.push(chaos.stop);
    const site = await serveSite();
    opened.push(site.stop);
    const driver = await openBrowser(name);
    opened.push(() => driver.quit());
    const version = (await driver.getCapabilities()).getBrowserVersion();
    return { name, version, chaos, driver, run: runner(driver, site), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * `run(script, ...args)` calls the default export of pages/SCRIPT.js in a page of its own and resolves to
 * what it returns; `run.again` stays in the page as it is; `run.apart` takes a host name that no page had
 * before, for which Chromium starts a new process.
 */
function runner(driver, site) {
  let hosts = 0;
  const again = (script, ...args) => call(driver, script, args);
  const run = async (script, ...args) => {
    await driver.get(`${site.url}/`);
    return again(script, ...args);
  };
  const apart = async (script, ...args) => {
    await driver.get(`${site.url.replace("127.0.0.1", `page-${++hosts}.localhost`)}/`);
    return again(script, ...args);
  };
  return Object.assign(run, { again, apart });
}

async function call(driver, script, args) {
  const { value, error } = await driver.executeAsyncScript(
    (script, args, done) => {
      globalThis
        .load(`/pages/${script}.js`)
        .then((page) => page.default(...args))
        .then(
          (value) => done({ value }),
          (error) => done({ error: `${error}\n${error?.stack}` }),
        );
    },
    script,
    args,
  );
  if (error) throw new Error(`pages/${script}.js: ${error}`);
  return value;
}
