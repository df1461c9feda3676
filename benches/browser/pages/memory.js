import { load } from "./support/load.js";
import { expect, pause, signal } from "./support/wait.js";

/** What the steps share: the page stays the same between them. */
const memories = [];
let connect;
let url;
let open = [];

/** Each resolves to the bytes of all the WebAssembly there is. */
const steps = {
  begin() {
    WebAssembly.Instance = class extends WebAssembly.Instance {
      constructor(...args) {
        super(...args);
        memories.push(...Object.values(this.exports).filter(isMemory));
      }
    };
  },

  measure() {},

  async load(name, address) {
    url = address;
    ({ connect } = await load(name));
    await steps.round(5);
  },

  /** Few at a time: Chromium lets connections wait for seconds when many are pending. */
  async open(count) {
    while (open.length < count) await Promise.all([1, 2, 3, 4, 5].map(openOne));
  },

  async end() {
    for (const { client } of open) client.close();
    await expect("all close", Promise.all(open.map(({ closed }) => closed)));
    open = [];
    // Some clients tell of their close before their socket is closed.
    await pause(200);
  },

  async round(count) {
    await steps.open(count);
    await steps.end();
  },
};

async function openOne() {
  const [opened, hearOpen] = signal();
  const [closed, close] = signal();
  const client = connect(url, { open: hearOpen, close, message: ignore });
  open.push({ client, closed });
  await expect("a client opens", opened);
}

const ignore = () => {};
const isMemory = (value) => value instanceof WebAssembly.Memory;

/** Does one step. */
export default async function step(name, ...args) {
  await steps[name](...args);
  return memories.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0);
}
