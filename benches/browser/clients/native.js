// The baseline: what the browser itself gives.
import { listen } from "./listen.js";

export const connect = (url, on) => listen(new WebSocket(url), on);
