import { chaos, show } from "./page.js";

/** The worker of the kind that the page's address asks for. */
const kinds = {
  dedicated: (fail) =>
    Object.assign(new Worker("./worker.js", { type: "module" }), { onerror: fail }),
  shared: (fail) =>
    Object.assign(new SharedWorker("./worker.js", { type: "module" }), { onerror: fail }).port,
  async service() {
    await navigator.serviceWorker.register("./worker.js", { type: "module" });
    return (await navigator.serviceWorker.ready).active;
  },
};

async function outcome() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const kind = kinds[new URLSearchParams(location.search).get("kind")];
    port1.onmessage = ({ data }) => resolve(data);
    Promise.resolve(kind(({ message }) => reject(new Error(`the worker failed: ${message}`))))
      .then((worker) => worker.postMessage(chaos, [port2]))
      .catch(reject);
  });
}

show(outcome());
