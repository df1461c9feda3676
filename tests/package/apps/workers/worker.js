// One script for every kind of worker: it is sent the chaos server's address with a port to answer to.
import { Client } from "/node_modules/closewise/dist/index.js";
import { tryOut } from "./scenario.js";

function answer(event) {
  const [port] = event.ports;
  const done = tryOut({ Client }, event.data).then(
    (outcome) => port.postMessage(outcome),
    (error) => port.postMessage({ error: { name: error.name, message: error.message } }),
  );
  // A service worker may otherwise be stopped meanwhile.
  event.waitUntil?.(done);
}

addEventListener("message", answer);
addEventListener("connect", ({ ports: [port] }) => {
  port.onmessage = answer;
});
